/** Narrow punctuation as its wide twins, character by character. */
export function evenly(text: string): string {
  return text
    .replace(/,(?!\d{3})|(?<!\d),/gu, '，')
    .replace(/:/gu, '：')
    .replace(/;/gu, '；')
}

const WORD_BRACKET =
  /^（(?:境|室|类|款|项|\d{0,7}[类款项]|\d{3,7}|[一二三四]|护|减少|含[^）]*|以[^）]*|详见[^）]*|部门|本级|单位|股|机关运行经费)）/u

/** Where a text breaks: at punctuation and at brackets that are no part of a word or a `name`. */
export function breaksIn(text: string, names: ReadonlyMap<string, unknown>): number[] {
  const found: number[] = []
  let within = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    if (c === '（' && WORD_BRACKET.test(text.slice(i))) within++
    else if (c === '）' && within > 0) within--
    else if (/[，。；：（）]/u.test(c)) found.push(i)
  }
  const named = [...names.keys()].filter((name) => /[，。；：（）]/u.test(name) && text.includes(name))
  const spans = named.map((name) => [text.indexOf(name), text.indexOf(name) + name.length] as const)
  return found.filter((at) => !spans.some(([from, to]) => from <= at && at < to))
}
