const BODY =
  '(?:局|部|厅|院|中心|处|委员会|委员会办公室|办公室|办公厅|会|支队|总队|大队|学院|学校|街道|镇|所|馆|社|站|区委|市委|省委|工作部|监督局)(?:（[^）]{1,6}）)?'
const BEFORE_YEAR = new RegExp(`(?:^|[，。；：、）])([\\u4e00-\\u9fff（）]{3,40}?${BODY})(?=20\\d\\d年)`, 'gu')
const AFTER_YEAR = new RegExp(
  `20\\d\\d年(?:度)?，?([\\u4e00-\\u9fff（）]{3,40}${BODY})(?=机关运行|三公|本级|部门|单位|所有|政府采购|收|支|财政|一般|对|委托|项目|预算|下属|会议|培训)`,
  'gu',
)
const WORDS = /预算|决算|收入|支出|经费|采购|拨款|资金|增加|减少|安排/u

/**
 * The names by which a document calls its publisher: what stands before a year or behind it, more than once, and is the name of a body.
 * The longest come first.
 */
export function publishersIn(texts: readonly string[]): readonly string[] {
  const votes = new Map<string, number>()
  for (const text of texts) {
    for (const pattern of [BEFORE_YEAR, AFTER_YEAR]) {
      for (const match of text.matchAll(pattern)) {
        const name = (match[1] ?? '').replace(/^（[一二三四五六七八九十]+）/u, '')
        if (!WORDS.test(name)) votes.set(name, (votes.get(name) ?? 0) + 1)
      }
    }
  }
  return [...votes]
    .filter(([name, count]) => count > 1 || texts.filter((t) => t.includes(name)).length > 2)
    .map(([name]) => name)
    .toSorted((a, b) => b.length - a.length)
}
