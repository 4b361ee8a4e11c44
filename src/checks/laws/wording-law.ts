import type { Finding, Words } from '../../budget/finding.ts'
import type { Text } from '../../budget/place.ts'
import { remark, type LawInput } from './law.ts'

/** A sentence of running text has at least so many characters: what is shorter may be a heading or a line of a list. */
const SENTENCE = 16
/** Where fewer paragraphs than this share end with a mark, the document does not set them, and one more without is no slip. */
const USUAL = 0.85

/** So many characters of a clause are quoted. */
const LONGEST = 30

/** Slips of typing in running text: words and marks that stand twice, quotation marks without their pair, sentences without an end. */
export function wordingLaw({ reading }: LawInput): readonly Finding[] {
  const findings: Finding[] = []
  for (const paragraph of reading.paragraphs) {
    const text = paragraph.printed
    const doubled = /([\u4e00-\u9fff]{3,12})(?:[是为：:，,、\s]{0,3})\1/u.exec(text) ?? /([的了和为是在])\1(?![确士])/u.exec(text)
    if (doubled !== null) {
      const [all, word = ''] = doubled
      findings.push(
        slip(paragraph, doubled.index, all, { zh: `“${all}”中“${word}”重复。`, en: `"${word}" is doubled in "${all}".` }),
      )
    }
    const marks = /([，。；：、])\1+|。，|，。/u.exec(text)
    if (marks !== null) {
      const [all] = marks
      const clause = clauseBefore(text, marks.index)
      findings.push(
        slip(paragraph, marks.index, all, {
          zh: `标点“${all}”重复（“${clause}${all}”）。`,
          en: `Doubled punctuation: "${all}" ("${clause}${all}").`,
        }),
      )
    }
    const turned = /\d[\d,.]*[为是共](?:万元|亿元|元)/u.exec(text)
    if (turned !== null) {
      const [all] = turned
      findings.push(
        slip(paragraph, turned.index, all, { zh: `“${all}”词序颠倒。`, en: `The words of "${all}" are in the wrong order.` }),
      )
    }
    const quote = unpaired(text)
    if (quote !== null) {
      const near = `${clauseBefore(text, quote)}${/^.[^，。；、]{0,8}/u.exec(text.slice(quote))?.[0] ?? ''}`
      const message = {
        zh: `引号不成对：“${near}”中的${text[quote] ?? ''}没有与之配对的一半。`,
        en: `A quotation mark has no pair at "${near}".`,
      }
      findings.push(slip(paragraph, quote, text[quote] ?? '', message))
    }
  }
  return [...findings, ...unended(reading.paragraphs)]
}

function slip(paragraph: Text, at: number, words: string, message: Words): Finding {
  return remark('wording', 'note', message, [{ ...paragraph.place, span: [at + 1, at + words.length] }])
}

/** The words of a clause up to a place, as many as a reader needs to find it. */
function clauseBefore(text: string, end: number): string {
  const from = Math.max(0, end - LONGEST)
  return /[^，。；、：]*$/u.exec(text.slice(from, end))?.[0] ?? ''
}

/** The first of the quotation marks “ and ” that has no pair; null where all have. */
function unpaired(text: string): number | null {
  let open: number | null = null
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '“') {
      if (open !== null) return open
      open = i
    } else if (text[i] === '”') {
      if (open === null) return i
      open = null
    }
  }
  return open
}

/** Sentences at the end of a paragraph that no mark ends, in a document whose paragraphs otherwise have one. */
function unended(paragraphs: readonly Text[]): readonly Finding[] {
  const prose = paragraphs.flatMap((paragraph, i) =>
    isProse(paragraph.printed) ? [{ paragraph, next: paragraphs[i + 1]?.printed ?? '' }] : [],
  )
  const bare = prose.filter(({ paragraph }) => /[\u4e00-\u9fff]$/u.test(paragraph.printed))
  if (bare.length > prose.length * (1 - USUAL)) return []
  // What goes on in the next paragraph was parted by the layout.
  const ended = bare.filter(({ next }) => !/^(?:\d(?!\d?[、.．])|[，。；、）)%％a-z])/u.test(next))
  return ended.map(({ paragraph }) => {
    const end = clauseBefore(paragraph.printed, paragraph.printed.length)
    return slip(paragraph, paragraph.printed.length - 1, paragraph.printed.slice(-1), {
      zh: `这一段末尾没有标点：“…${end}”。`,
      en: `This paragraph ends without a mark: "…${end}".`,
    })
  })
}

/** Running text, by a verb that such texts are made of: headings, titles and lines of lists have none. */
function isProse(text: string): boolean {
  return (
    text.length >= SENTENCE &&
    !/^(?:第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十]+[、）)]|注[:：]|表|单位[:：]|附)/u.test(text) &&
    /(?:是|为|增加|减少|持平|主要|安排|用于|负责|包括|共计|承担|组织|开展|实施)/u.test(text) &&
    // A title may be long; it has no clauses.
    /[，；]|[。].|万元|原因/u.test(text) &&
    !/…|(?:表|情况|说明|职能|概况|公开)$/u.test(text)
  )
}
