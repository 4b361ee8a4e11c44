import { strToU8 } from 'fflate'

/** Sites as governments build them, around one published article. Each takes the article's HTML and gives the bytes of a whole page. */
export type SiteTemplate = (article: string) => Uint8Array

const TITLE = '2023年部门预算信息公开'
const MENU = ['首页', '政务公开', '政务服务', '互动交流', '数据开放', '走进园区', '机构职能', '政策文件']
const NEWS = [
  '南大港召开2023年经济工作会议',
  '关于2022年度部门决算公开的说明',
  '园区党工委专题研究信访维稳工作',
  '2022年部门预算公开表格下载说明',
  '我区“三公”经费连续五年下降',
  '财政局组织开展预算绩效培训',
]
const link = (text: string, address = '/a/1.html'): string => `<a href="${address}">${text}</a>`
const items = (texts: readonly string[], tag = 'li'): string => texts.map((text) => `<${tag}>${link(text)}</${tag}>`).join('\n')
const page = (body: string, head = ''): Uint8Array =>
  strToU8(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>${TITLE}</title>${head}</head><body>${body}</body></html>`)

/** Cells as Word and WPS export them: every text in its own paragraph and span, blanks padded with a no-break space. */
function asExported(article: string): string {
  return article
    .replace(/<td([^>]*)>([^<]*)<\/td>/gu, (_, attributes: string, text: string) => {
      const content = text === '' ? '&nbsp;' : `&nbsp;${text}&nbsp;`
      return `<td${attributes} style='border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt'><p class=MsoNormal align=center style='mso-pagination:widow-orphan'><span lang=EN-US style='font-size:9.0pt;mso-bidi-font-size:11.0pt'>${content}<o:p></o:p></span></p></td>`
    })
    .replace(/<p>/gu, "<p class=MsoNormal style='text-indent:28.0pt;mso-char-indent-count:2.0'>")
}

const portal: SiteTemplate = (article) =>
  page(`<div class="top"><div class="logo"><img src="logo.png" alt="南大港"></div><ul class="nav">${items(MENU)}</ul></div>
<div class="path">您现在的位置：${MENU.slice(0, 3)
    .map((m) => link(m))
    .join(' &gt; ')} &gt; 正文</div>
<div class="art"><h1>${TITLE}</h1><div class="info">来源：党政办公室　发布时间：2023-02-15 10:20　浏览次数：<span id="hits">128</span>次　字体：【${link('大', '#a')} ${link('中')} ${link('小')}】</div>
<div class="share">分享到：${link('微信')}${link('微博')}</div><div class="content">${article}</div>
<p>【${link('打印', 'javascript:window.print()')}】【${link('关闭', 'javascript:window.close()')}】</p><p>上一篇：${link(NEWS[0] ?? '')}</p><p>下一篇：${link(NEWS[1] ?? '')}</p></div>
<div class="rel"><h3>相关新闻</h3><ul>${items(NEWS)}</ul></div>
<div class="foot"><p>版权所有：南大港产业园区管理委员会 冀ICP备12345678号-1 冀公网安备 13090002000001号 网站标识码：1309000001</p><p>${link('网站地图')} | ${link('联系我们')} | ${link('关于我们')}</p></div>`)

const semantic: SiteTemplate = (article) =>
  page(`<header><a href="/"><h1>南大港产业园区</h1></a><form><input name=q><button>搜索</button></form></header>
<nav><ul>${items(MENU)}</ul></nav><nav aria-label="breadcrumb">${MENU.slice(0, 3)
    .map((m) => link(m))
    .join(' / ')}</nav>
<main><article><header><h1>${TITLE}</h1><time>2023-02-15</time></header>${article}<footer><p>责任编辑：王某</p></footer></article></main>
<aside><h2>热点新闻</h2><ol>${items(NEWS)}</ol><p>咨询电话：0317-1234567，工作时间：周一至周五上午8:30至12:00，下午2:30至6:00</p></aside>
<footer><p>主办：南大港产业园区管理委员会　地址：河北省沧州市　邮编：061103</p><p>© 2023</p></footer>`)

const layoutTables: SiteTemplate = (article) =>
  gb18030(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>${TITLE}</title></head><body>
<table width=1000 align=center><tr><td colspan=2><table width=100%><tr>${items(MENU, 'td')}</tr></table></td></tr>
<tr><td width=200 valign=top><table>${NEWS.map((n) => `<tr><td>·${link(n)}</td><td>2023-01-1${n.length % 10}</td></tr>`).join('')}</table></td>
<td width=800><table width=100%><tr><td>当前位置：${link('首页')} &gt;&gt; ${link('预算公开')}</td></tr><tr><td align=center><font size=5><b>${TITLE}</b></font></td></tr>
<tr><td>${article}</td></tr><tr><td align=right>【${link('打印本页')}】【${link('关闭窗口')}】</td></tr></table></td></tr>
<tr><td colspan=2 align=center>版权所有 南大港产业园区管理委员会<br>冀ICP备12345678号</td></tr></table></body></html>`)

const oneForm: SiteTemplate = (article) =>
  page(`<form method="post" action="./show.aspx" id="form1"><div style="display:none"><input type="hidden" name="__VIEWSTATE" value="x"></div>
<div id="head"><span>${MENU.map((m) => link(m)).join('</span><span>')}</span></div><select><option>站群导航</option><option>省政府</option></select>
<div id="main"><div id="title">${TITLE}</div><div>发布日期：2023-02-15 来源：财政局 作者：管理员</div><div id="zoom">${article}</div></div>
<div id="links"><span>友情链接</span>${['省政府', '市政府', '财政部'].map((m) => link(m)).join(' ')}</div></form><script>var a='<td>1</td>'</script>`)

const exported: SiteTemplate = (article) =>
  page(
    `<div class=Section1 style='layout-grid:15.6pt'><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->
<p class=MsoToc1><a href="#_Toc1">第一部分 部门预算<span style='mso-tab-count:1 dotted'>. </span>1</a></p>${asExported(article)}<p class=MsoNormal><span lang=EN-US><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></span></p></div>`,
    '<meta name=Generator content="Microsoft Word 11"><style><!-- p.MsoNormal {mso-style-parent:""} --></style>',
  )

const megaMenu: SiteTemplate = (article) => {
  const columns = MENU.map(
    (m) => `<div><b>${link(m)}</b><ul>${items(Array.from({ length: 60 }, (_, i) => `${m}栏目${i}`))}</ul></div>`,
  )
  return page(`<div class="wrap"><div class="mega">${columns.join('')}</div><div class="body"><div class="crumb">首页 > 信息公开 > 财政预决算</div>
<div class="box">${article}</div><div class="list"><dl><dt>推荐阅读</dt>${items(NEWS, 'dd')}</dl></div></div><div>扫一扫在手机打开当前页</div></div>`)
}

const untidy: SiteTemplate = (article) =>
  strToU8(`<HTML><HEAD><META CHARSET=UTF-8></HEAD><BODY><CENTER><FONT COLOR=red><B>南大港政务网</B></FONT><BR>${MENU.map((m) => `<A HREF=/x>${m}</A>`).join('|')}<HR>
<P>${article.replaceAll('</td>', '').replaceAll('</tr>', '').replaceAll('<td', '<TD').replaceAll('<tr', '<TR')}<HR><P ALIGN=center>您是第<B>12345</B>位访客<P>设为首页<P>加入收藏`)

const catalogue: SiteTemplate = (article) =>
  page(`<div><a href="/">首页</a><a href="/zfxxgk">政府信息公开</a></div>
<table class="index"><tr><td>索 引 号</td><td>ndg-2023-00012</td><td>主题分类</td><td>财政、金融、审计/财政</td></tr><tr><td>发布机构</td><td>政法工作办公室</td><td>成文日期</td><td>2023-02-15</td></tr></table>
<div class="con">${article}</div><div class="fj"><p>附件：</p><ul><li>${link('2023年部门预算公开.pdf', '/files/2023.pdf')}</li></ul></div><div>打印</div><div>关闭</div>`)

const oneCell: SiteTemplate = (article) =>
  page(`<center><table border="0" width="900"><tbody><tr><td class="t"><div>${article}</div></td></tr></tbody></table></center>
<div id="qr"><img src="qr.png"><p>扫一扫分享本页</p></div><div class="tool">${link('返回顶部', '#')}${link('收藏')}${link('纠错')}</div>`)

const elders: SiteTemplate = (article) =>
  page(`<div role="banner"><div>南大港产业园区</div><div>长者模式</div><div>无障碍阅读</div></div><div role="navigation">${MENU.map((m) => `<span onclick="go()">${m}</span>`).join('')}</div>
<section><h2>${TITLE}</h2><p>发布时间：2023-02-15 来源：政法办</p><section>${article}</section><p>上一条：${NEWS[2]}</p><p>下一条：${NEWS[3]}</p></section>
<div role="complementary"><p>便民电话12345</p>${link('投诉')}</div><div role="contentinfo">主办单位：管委会 承办单位：党政办 技术支持：某公司</div>`)

export const SITES: Readonly<Record<string, SiteTemplate>> = {
  portal,
  semantic,
  layoutTables,
  oneForm,
  exported,
  megaMenu,
  untidy,
  catalogue,
  oneCell,
  elders,
}

/** Encodes a text as GB18030, which Node only decodes: the two-byte characters are looked up. */
export function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
    }
  }
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.charCodeAt(0)
      const pair = codes.get(character)
      return code < 0x80 ? [code] : pair === undefined ? [...strToU8(`&#${character.codePointAt(0)};`)] : [...pair]
    }),
  )
}
