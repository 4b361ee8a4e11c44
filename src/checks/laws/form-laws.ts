import type { Finding } from '../../budget/finding.ts'
import { remark, type LawInput } from './law.ts'

const P16 = '没有数据的表格应当列出空表并说明（财预〔2016〕143号）'

/** An empty table ⇔ a note that says why. */
export function emptyNoteLaw({ reading }: LawInput): readonly Finding[] {
  return reading.forms.flatMap((form): Finding[] => {
    if (form.listing === undefined && form.form !== 'three-public' && form.form !== 'procurement') return []
    const subject = { form: form.form }
    if (!form.hasMoney && form.emptyNote === null) {
      const message = {
        zh: `《${form.title}》没有数据，也没有说明原因。`,
        en: `"${form.title}" has no data and no note that says why.`,
      }
      return [remark('empty-note', 'warning', message, [form.place], { basis: P16, subject })]
    }
    if (form.hasMoney && form.emptyNote !== null) {
      const message = {
        zh: `《${form.title}》有数据，表下却注明“${form.emptyNote.printed}”。`,
        en: `"${form.title}" has data, yet the note below it says "${form.emptyNote.printed}".`,
      }
      return [remark('empty-note', 'error', message, [form.emptyNote.place, form.place], { basis: P16, subject })]
    }
    return []
  })
}

/** The tables that every department publishes, whatever its place calls them. */
const REQUIRED: readonly { readonly form: string; readonly title: string }[] = [
  { form: 'balance', title: '部门收支总表' },
  { form: 'income', title: '部门收入总表' },
  { form: 'expenditure', title: '部门支出总表' },
  { form: 'appropriation-balance', title: '财政拨款收支总表' },
  { form: 'general-by-function', title: '一般公共预算财政拨款支出表' },
  { form: 'basic-by-economic-class', title: '一般公共预算财政拨款基本支出表' },
  { form: 'government-fund-by-function', title: '政府性基金预算财政拨款支出表' },
  { form: 'three-public', title: '财政拨款“三公”经费支出表' },
]

/**
 * The tables that the law asks for are there, even if empty: those of the place's own set, where it is known. A table that could not be
 * recognised may be the missing one.
 */
export function requiredFormsLaw({ reading }: LawInput): readonly Finding[] {
  const present = new Set(reading.forms.map((f) => f.form))
  const required = reading.disclosure.required ?? REQUIRED
  const missing = required.filter((r) => !present.has(r.form))
  const unread = reading.forms.some((f) => f.state === 'unread')
  // Whoever hands in a few tables alone has the others in other files.
  const isPart = missing.length > required.length / 2
  // What one document of a place prints, another need not: only what the law names everywhere is due for certain.
  const isCertain = (form: string): boolean => REQUIRED.some((r) => r.form === form)
  return missing.map(({ form, title }) =>
    remark(
      'missing',
      unread || isPart || !isCertain(form) ? 'note' : 'error',
      {
        zh: `没有找到《${title}》${unread ? '，可能是未能识别的表格之一' : isPart ? '，也许在另一份文件中' : ''}；没有数据时也应列出空表。`,
        en: `The table 《${title}》 was not found${unread ? '; it may be one of those that were not recognised' : isPart ? '; it may be in another file' : ''}. It is due even when it is empty.`,
      },
      [],
      { basis: '财预〔2016〕143号、预算法第十四条、预算法实施条例第六条', subject: { form } },
    ),
  )
}

/** Fields of the cards that are left blank on some or all of them: told once. */
export function cardFieldsLaw({ reading }: LawInput): readonly Finding[] {
  const cards = reading.cards.filter((c) => c.form === 'performance-target')
  const blank = cards.flatMap((c) => (c.fields['project-code']?.printed === '' ? [c.fields['project-code'].place] : []))
  if (blank.length === 0) return []
  const message = {
    zh: `${cards.length} 张项目绩效目标表中有 ${blank.length} 张没有填写项目编码。`,
    en: `${blank.length} of ${cards.length} performance target cards have no project code.`,
  }
  return [remark('blank', 'note', message, blank, { subject: { form: 'performance-target', field: 'project-code' } })]
}

/** Something is counted in the whole that no part carries: 50 assets, and no kind of asset has a number. */
export function countLaw({ reading }: LawInput): readonly Finding[] {
  const findings: Finding[] = []
  reading.forms.forEach((form, table) => {
    if (form.form !== 'state-assets') return
    const counts = reading.claims.filter((c) => c.table === table && c.measure === 'count')
    const whole = counts.find((c) => c.slice.asset === 'assets')
    const parts = counts.filter((c) => c !== whole && c.some !== true)
    if (whole === undefined || whole.value === 0 || parts.length === 0 || parts.some((p) => p.value !== 0)) return
    findings.push(
      remark(
        'blank',
        'warning',
        {
          zh: `《${form.title}》“${whole.row?.label ?? ''}”数量为 ${whole.printed}，下列各项的数量却都是空白。`,
          en: `"${form.title}" counts ${whole.printed} in all, but none of its kinds has a number.`,
        },
        [whole.place, ...parts.map((p) => p.place)],
        { subject: { form: form.form, field: 'count' } },
      ),
    )
  })
  const units = reading.claims.find((c) => c.slice.item === 'units')
  const listed = reading.organisation.length
  if (units !== undefined && listed > 0 && (units.state === 'blank' || ![listed, listed - 1].includes(units.value / 100))) {
    findings.push(
      remark(
        'count',
        'warning',
        {
          zh: `文字说明有${units.state === 'blank' ? '（空白）' : ` ${units.printed} `}个直属单位，机构设置表列了 ${listed} 个单位。`,
          en: `The text counts ${units.state === 'blank' ? '(blank)' : units.printed} subordinate units; the organisation table lists ${listed}.`,
        },
        [units.place, ...reading.organisation.map((u) => u.place)],
        { subject: { form: 'organisation' } },
      ),
    )
  }
  return findings
}

/** 机关运行经费 is the running cost of government bodies: an ordinary public institution has none to report. */
export function institutionLaw({ reading }: LawInput): readonly Finding[] {
  const [unit, ...others] = reading.organisation
  if (unit === undefined || others.length > 0 || !/事业/u.test(unit.kind) || /参公|参照/u.test(unit.kind)) return []
  const claim = reading.claims.find((c) => c.slice.item === 'running-cost' && c.value !== 0)
  if (claim === undefined) return []
  const message = {
    zh: `单位性质为“${unit.kind}”，却列报机关运行经费 ${claim.printed} 万元；机关运行经费只由行政单位和参照公务员法管理的事业单位列报。`,
    en: `The unit is a public institution ("${unit.kind}") yet reports ${claim.printed} 万元 of running cost of government bodies, which only administrative units and institutions managed like them have.`,
  }
  return [
    remark('institution', 'warning', message, [claim.place, unit.place], {
      basis: '预算法第十四条；机关运行经费指行政单位和参公事业单位的公用经费',
    }),
  ]
}

/** The year that a sentence or a table names is the disclosure's, or the one that its wording means. */
export function yearLaw({ reading }: LawInput): readonly Finding[] {
  const { year } = reading.disclosure
  if (year === null) return []
  return reading.claims.flatMap((claim): Finding[] => {
    if (claim.measure !== 'year') return []
    const right = year + Number(claim.slice.year ?? 0)
    if (claim.state === 'number' && claim.value === right * 100) return []
    const printed = claim.state === 'blank' ? '空白' : `“${claim.printed}”`
    const finding = remark(
      'year',
      'warning',
      {
        zh: `年度印为${printed}，按全文应为 ${right}：${claim.sentence ?? ''}`,
        en: `The year is printed as ${claim.state === 'blank' ? 'blank' : `"${claim.printed}"`}; by the rest of the document it should be ${right}: ${claim.sentence ?? ''}`,
      },
      [claim.place],
    )
    return [
      {
        ...finding,
        suspects: [{ set: 1, claim: claim.id, repair: { value: right * 100, printed: String(right) }, slip: 'year' }],
      },
    ]
  })
}
