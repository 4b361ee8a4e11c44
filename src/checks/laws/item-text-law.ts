import type { Finding, Words } from '../../budget/finding.ts'
import type { Text } from '../../budget/place.ts'
import { normaliseName } from '../../catalogue/names.ts'
import { remark, type LawInput } from './law.ts'

/** What a paragraph says of one functional item: `宣传事务（款）一般行政管理事务（项）`, what it is for, and why it changed. */
interface ItemText {
  readonly paragraph: Text
  /** Names by which the item may be meant, normalised: 项, and 款 with 项. */
  readonly own: readonly string[]
  readonly direction: 'up' | 'down' | null
  readonly purpose: Quoted | null
  readonly reason: Quoted | null
}

interface Quoted {
  readonly words: string
  readonly at: number
}

const PATH = /([^（）“”。；，：、\d]{2,30})（[^（）]{0,3}款）([^（）“”。；，：、]{2,30})（[^（）]{0,3}项）/u
const PURPOSE = /主要用于[：:]?([^，。；：]{3,40})(?=[。，；])/u
const REASON = /(?:主要)?原因(?:是|为)?[：:]?([^，。；：]{3,40}?)(?=[。；]|$)/u
/** The last words of direction before the reason: a rate or an amount, and no word of the reason itself. */
const DIRECTION = /(增加|增长|上升|减少|下降|降低)(?:了|约|为)?[\d.,]+(?:%|万元|元)/gu
const UP = /^(?:增加|增长|上升)/u
/** Words that add nothing to an item's name. */
const TAIL = /(?:的)?(?:项目)?(?:经费|支出|预算|费用|资金)*(?:有所)?(增加|减少|下降|增长)?$/u

/**
 * Paragraphs of one document that say the same things of different items: a reason that names the item itself and the opposite direction, a
 * purpose or a reason that is the name of another item.
 */
export function itemTextLaw({ reading }: LawInput): readonly Finding[] {
  const items = reading.paragraphs.flatMap((paragraph) => itemOf(paragraph) ?? [])
  const known = new Set(items.flatMap((i) => i.own))
  const findings: Finding[] = []
  for (const item of items) {
    const { purpose, reason } = item
    if (reason !== null) findings.push(...ofReason(item, reason))
    for (const said of [purpose, reason]) if (said !== null) findings.push(...ofOther(item, said, known))
  }
  return findings
}

function itemOf(paragraph: Text): ItemText | null {
  const text = paragraph.printed
  if (!text.includes('项）')) return null
  const path = PATH.exec(text)
  const [whole, group = '', name = ''] = path ?? []
  // Several items in one paragraph: nobody knows of which the rest is said.
  if (path === null || whole === undefined || PATH.test(text.slice(path.index + whole.length))) return null
  const found = REASON.exec(text)
  const before = text.slice(0, found?.index ?? text.length)
  const last = [...before.matchAll(DIRECTION)].at(-1)?.[1]
  return {
    paragraph,
    own: [normaliseName(name), normaliseName(`${group}${name}`)],
    direction: last === undefined ? null : UP.test(last) ? 'up' : 'down',
    purpose: quoted(PURPOSE.exec(text)),
    reason: quoted(found),
  }
}

function quoted(match: RegExpExecArray | null): Quoted | null {
  const words = match?.[1]
  return match === null || words === undefined ? null : { words, at: match.index + match[0].lastIndexOf(words) }
}

/** The words without what they add to a name. */
function nameIn(words: string): string {
  return normaliseName(words.replace(TAIL, ''))
}

function ofReason(item: ItemText, { words, at }: Quoted): Finding[] {
  const word = TAIL.exec(words)?.[1]
  if (word === undefined || item.direction === null) return []
  const name = nameIn(words)
  if (!item.own.some((o) => sameItem(o, name)) || (UP.test(word) ? 'up' : 'down') === item.direction) return []
  const said: Words = item.direction === 'up' ? { zh: '增加', en: 'an increase' } : { zh: '减少', en: 'a decrease' }
  return [
    remarkAt(item, at, words, 'percentage', 'warning', {
      zh: `本段写明该项${said.zh}，原因却写“${words}”，方向相反。`,
      en: `The paragraph tells of ${said.en}; the reason given says the opposite: "${words}".`,
    }),
  ]
}

/** Whole names of another item stand where those of this one belong. */
function ofOther(item: ItemText, { words, at }: Quoted, known: ReadonlySet<string>): Finding[] {
  const name = nameIn(words)
  // 事业单位医疗保险 is 事业单位医疗: a name with a word or two more.
  const isAnother = [...known].some(
    (k) => sameItem(k, name) || (k.length > 5 && name.startsWith(k) && name.length <= k.length + 3),
  )
  if (name.length < 5 || !isAnother || item.own.some((o) => sameItem(o, name) || o.includes(name) || name.includes(o))) return []
  return [
    remarkAt(item, at, words, 'wording', 'note', {
      zh: `“${item.own[0] ?? ''}”的说明写的是另一科目：“${lead(item.paragraph.printed, at)}${words}”，请核对是否误抄。`,
      en: `What is said of "${item.own[0] ?? ''}" names another item: "${words}". Was it copied?`,
    }),
  ]
}

function sameItem(a: string, b: string): boolean {
  const plain = (s: string): string => s.replace(/(?:缴费)?(?:支出|经费)?$/u, '')
  return plain(a) === plain(b)
}

/** The words that lead over to what is quoted. */
function lead(text: string, at: number): string {
  return /(?:主要用于|原因(?:是|为)?)[：:]?$/u.exec(text.slice(0, at))?.[0] ?? ''
}

function remarkAt(
  item: ItemText,
  at: number,
  words: string,
  code: string,
  severity: 'warning' | 'note',
  message: Words,
): Finding {
  return remark(code, severity, message, [{ ...item.paragraph.place, span: [at + 1, at + words.length] }])
}
