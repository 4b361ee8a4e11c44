import type { Finding } from '../../budget/finding.ts'
import { remark, type LawInput } from './law.ts'

/** `部门预算包括：某局本级决算和某中心决算`: what a budget consists of. */
const MEMBERS = /(?:部门|单位)(预算|决算)(?:主要)?包括[：:]?([^。；]{4,400})/u
/** A period of carrying out, alone in its paragraph. */
const PERIOD = /^(20\d\d)年\d{1,2}月(?:\d{1,2}日)?(?:[-－—–~～至到]+)(20\d\d)年\d{1,2}月(?:\d{1,2}日)?。?$/u
const PERIOD_HEADING = /(?:实施|执行|项目)(?:周期|期限|期间|时间)/u

/** Words of another stage or year than the document's own, where they can mean nothing else. */
export function budgetWordsLaw({ reading }: LawInput): readonly Finding[] {
  const { year, stage } = reading.disclosure
  const findings: Finding[] = []
  const { paragraphs } = reading
  for (const [i, paragraph] of paragraphs.entries()) {
    const text = paragraph.printed
    const members = MEMBERS.exec(text)
    const [all = '', own = '', list = ''] = members ?? []
    const other = own === '预算' ? '决算' : '预算'
    const at = members === null ? -1 : list.search(new RegExp(`(?:本级|机关|中心|单位|）)${other}`, 'u'))
    if (members !== null && at >= 0 && (own === '预算') === (stage === 'budget')) {
      const from = members.index + all.length - list.length + list.indexOf(other, at)
      findings.push(
        remark(
          'wording',
          'note',
          {
            zh: `部门${own}所包括的单位，写成了它们的“${other}”：“${list.slice(0, 40)}”。`,
            en: `What the ${own === '预算' ? 'budget' : 'final account'} consists of is called "${other}": "${list.slice(0, 40)}".`,
          },
          [{ ...paragraph.place, span: [from + 1, from + other.length] }],
        ),
      )
    }
    const period = PERIOD.exec(text.replace(/\s/gu, ''))
    const isHeaded = PERIOD_HEADING.test(paragraphs[i - 1]?.printed ?? '') && (paragraphs[i - 1]?.printed.length ?? 99) < 20
    if (period === null || !isHeaded || year === null || stage !== 'budget' || Number(period[2]) !== year - 1) continue
    findings.push(
      remark(
        'year',
        'warning',
        {
          zh: `${year}年预算的项目，${paragraphs[i - 1]?.printed ?? ''}却是“${text}”，在预算年度之前就结束了。`,
          en: `A project of the ${year} budget is to be carried out in "${text}", which ends before that year.`,
        },
        [{ ...paragraph.place, span: [1, text.length] }],
      ),
    )
  }
  return findings
}
