/** Words with which a text shows that it belongs to a disclosure and not to the site around it. */
const BUDGET = /预算|决算|单位\s*[:：]|万元|表$|^第[一二三四五六七八九十]+部分/u

/** Whether a text that is no link speaks of a budget. */
export function speaksOfBudget(text: string): boolean {
  return BUDGET.test(text.trim())
}

/** Labels of the index that the regulations on open government information put above every publication. */
const INDEX =
  /^(?:索引号|主题分类|主题词|体裁分类|组配分类|服务对象|发布机构|发文机关|公开责任部门|发文字号|文号|成文日期|发文日期|发布日期|公开日期|生成日期|生效日期|废止日期|有效性|信息名称|公开方式|公开时限)[:：]?$/u

/** Whether a text is a label of that index. */
export function isIndexLabel(text: string): boolean {
  return text.length < 20 && INDEX.test(text.replace(/\s+/gu, ''))
}

/**
 * What sites write around an article, by its wording, which is much the same everywhere: where one is, when and how often it was read, sharing, printing,
 * the neighbours in the list, the owner of the site and its registration. None of it occurs in a disclosure.
 */
const SITE_LINES: readonly { readonly wording: RegExp; readonly longest: number }[] = [
  { wording: /^(?:您|你)?(?:现在|当前|所在)?的?(?:当前|所在)?位置\s*(?:[:：]|是)/u, longest: 120 },
  { wording: /^首页\s*(?:[>＞»›→/|]|-{1,2}>)/u, longest: 120 },
  { wording: /(?:浏览|点击|阅读|访问)(?:次数|量|数)\s*[:：]/u, longest: 160 },
  { wording: /(?:字体|字号)(?:大小)?\s*[:：]?\s*[【[(（]?\s*(?:大|小|T)/u, longest: 160 },
  { wording: /^(?:信息|文章)?来源\s*[:：].*(?:时间|日期)\s*[:：]/u, longest: 160 },
  { wording: /^(?:发布|发稿|更新)(?:时间|日期)\s*[:：].*(?:来源|作者|编辑|机构)\s*[:：]/u, longest: 160 },
  { wording: /分享到|分享至|扫一扫.{0,12}(?:手机|微信|打开|分享|关注)/u, longest: 60 },
  { wording: /(?:打印|关闭|返回)(?:本页|窗口|顶部|文章)|[【[](?:打印|关闭|返回|收藏)[】\]]/u, longest: 80 },
  { wording: /^(?:上一篇|下一篇|上一条|下一条)\s*[:：]?/u, longest: 120 },
  { wording: /(?:ICP\s*备|公网安备|网站标识码|版权所有|copyright|©)/iu, longest: 400 },
  { wording: /^(?:主办|承办|技术支持)(?:单位)?\s*[:：].*(?:主办|承办|技术支持|维护|地址|电话|邮编|建议)/u, longest: 300 },
  { wording: /您是第.{0,20}(?:访客|访问者|位)/u, longest: 60 },
  {
    wording:
      /^(?:设为首页|加入收藏|网站地图|联系我们|关于我们|无障碍(?:浏览|阅读)?|长者模式|返回顶部|打印|关闭|收藏|分享|搜索|登录|注册|相关(?:新闻|链接|信息|文章|阅读|文件)|热点(?:新闻|信息)|推荐阅读|友情链接)$/u,
    longest: 12,
  },
]

/** Whether a paragraph outside all tables is a line of the site. `text` is tidied. */
export function isSiteLine(text: string): boolean {
  return SITE_LINES.some(({ wording, longest }) => text.length <= longest && wording.test(text))
}
