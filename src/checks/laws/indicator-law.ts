import { readFigure } from '../../budget/amount.ts'
import type { Finding, Severity } from '../../budget/finding.ts'
import type { Card, Indicator } from '../../budget/reading.ts'
import type { Place } from '../../budget/place.ts'
import { readTarget } from '../../catalogue/indicator-target.ts'
import { INDICATOR_CLASSES, isNoIndicator, OTHER_LEVEL_NAMES, plainText, repeatedBy } from '../../catalogue/indicators.ts'
import { remark, type LawInput } from './law.ts'

type Part = keyof Indicator['places']

interface Task {
  readonly card: Card
  readonly indicator: Indicator
  /** The project's budget in fen, with certain repairs made; null where none is printed. */
  readonly budget: number | null
}

interface Doubt {
  readonly severity: Severity
  readonly part: Part
  readonly zh: string
  readonly en: string
}

/** What may be wrong with one indicator. Each rule gives one doubt or none. */
const RULES: readonly ((task: Task) => Doubt | null)[] = [
  missingValue,
  sayingNothing,
  contradiction,
  rateWithoutUnit,
  otherClass,
  costAgainstBudget,
  satisfaction,
  figureWithoutUnit,
  missingBasis,
]

const BASIS = '项目支出绩效目标应当指向明确、细化量化（财预〔2015〕88号、财预〔2021〕101号）'

/** Performance indicators (绩效指标): what a reader can see to be empty, contradictory or in the wrong class. */
export function indicatorLaw({ reading, claims, repaired }: LawInput): readonly Finding[] {
  const findings: Finding[] = []
  for (const card of reading.cards) {
    if (card.form !== 'performance-target') continue
    const claim = card.budget === null ? undefined : claims[card.budget]
    const budget = claim === undefined ? null : (repaired.get(claim.id) ?? (claim.state === 'number' ? claim.value : null))
    const name = card.fields['project-name']?.printed ?? card.title
    for (const indicator of card.indicators) {
      if (isNoIndicator(indicator)) continue
      for (const rule of RULES) {
        const doubt = rule({ card, indicator, budget })
        if (doubt === null) continue
        const label = indicator.level3 === '' ? indicator.level2 : indicator.level3
        findings.push(
          remark(
            'indicator',
            doubt.severity,
            { zh: `“${name}”的绩效指标“${label}”${doubt.zh}`, en: `Indicator "${label}" of "${name}" ${doubt.en}` },
            [indicator.places[doubt.part]],
            { basis: BASIS, subject: { form: card.form, card: card.index, row: { label }, field: doubt.part } },
          ),
        )
      }
    }
    findings.push(...levelNames(card))
  }
  return findings
}

function missingValue({ indicator }: Task): Doubt | null {
  if (indicator.value.trim() !== '') return null
  return { severity: 'warning', part: 'value', zh: '没有填写指标值。', en: 'has no value.' }
}

/** Name, description and value that say one thing: nothing could ever be measured by it. */
function sayingNothing({ indicator }: Task): Doubt | null {
  const repeated = repeatedBy(indicator)
  if (repeated === null) return null
  const zh =
    repeated === 'class'
      ? `的指标值“${indicator.value}”只是重复了二级指标的名称，无法衡量。`
      : `的名称、说明与指标值“${indicator.value}”说的是同一件事，无法衡量。`
  const en =
    repeated === 'class'
      ? `has the value "${indicator.value}", which only repeats the class above it and cannot be measured.`
      : `says the same in its name, description and value ("${indicator.value}") and cannot be measured.`
  return { severity: 'warning', part: 'value', zh, en }
}

/** The description says never, the value allows some; or it sets a time that the value does not carry. */
function contradiction({ indicator }: Task): Doubt | null {
  const { description, value } = indicator
  const target = readTarget(value)
  const never = /^(?:确保|保证)?(?:不发生|不出现|无|零|杜绝|没有)/u.test(description.trim())
  if (target?.side === 'at-most' && never && target.value > 0) {
    return {
      severity: 'warning',
      part: 'value',
      zh: `的说明是“${description}”，指标值“${value}”却允许发生，两者矛盾。`,
      en: `is described as "${description}", yet its value "${value}" allows it; the two contradict each other.`,
    }
  }
  const span = /(\d[\d.]*)\s*个?(工作日|小时|天|日|分钟|月)/u.exec(description)
  const rate = /率$|率[（(]/u.test(indicator.level3.trim())
  const bare = /^[<>=≤≥]*\s*\d[\d.]*$/u.test(value.trim())
  if (span !== null && rate && bare) {
    return {
      severity: 'warning',
      part: 'value',
      zh: `按名称是比率，说明是“${description}”，指标值“${value}”没有单位，不知是比率还是时限。`,
      en: `is a rate by its name, a time by its description ("${description}"), and its value "${value}" has no unit to tell which.`,
    }
  }
  return null
}

/** A rate or a degree of satisfaction whose value carries no per cent sign, nor its name. */
function rateWithoutUnit(task: Task): Doubt | null {
  const { indicator } = task
  const name = indicator.level3.trim()
  if (contradiction(task) !== null) return null
  if (!/(?:率|满意度|比例|占比)$/u.test(name)) return null
  if (/[%％]|百分|成/u.test(name + indicator.value) || !/^[<>=≤≥]*\s*\d[\d.]*$/u.test(indicator.value.trim())) return null
  return {
    severity: 'warning',
    part: 'value',
    zh: `是比率，指标值“${indicator.value}”没有单位（%）。`,
    en: `is a rate, but its value "${indicator.value}" has no unit (%).`,
  }
}

/** A third-level indicator whose name is that of another class. */
function otherClass({ indicator }: Task): Doubt | null {
  const name = plainText(indicator.level3)
  const own = plainText(indicator.level2)
  const other = INDICATOR_CLASSES.find((c) => plainText(c.level2) === name && plainText(c.level2) !== own)
  if (other === undefined) return null
  return {
    severity: 'warning',
    part: 'level3',
    zh: `列在“${indicator.level2}”之下，名称却是另一类指标。`,
    en: `stands below "${indicator.level2}" but is named as another class.`,
  }
}

/** A cost indicator that states the project's sum, against its budget. Without a unit it may be yuan or 万元. */
function costAgainstBudget({ card, indicator, budget }: Task): Doubt | null {
  if (!/成本/u.test(indicator.level2) || budget === null) return null
  // Several sums of cost are parts of the project.
  const sums = card.indicators.filter((i) => /成本/u.test(i.level2) && /\d\s*万?元/u.test(i.value))
  if (sums.length > 1 || !isOfWholeProject(indicator.level3, card)) return null
  if (
    !/资金|预算|总成本|总投入|经费总额|项目成本/u.test(indicator.level3) ||
    /控制|节约|节省|单位成本|人均|率/u.test(indicator.level3 + indicator.description)
  )
    return null
  const match = /^([<>=≤≥]*|不超过|控制在)\s*(\d[\d.,]*)\s*(万元|元)?(?:以内)?$/u.exec(indicator.value.trim())
  const figure = match?.[2] === undefined ? null : readFigure(match[2])
  if (match === null || figure === null || figure.state !== 'number') return null
  const number = figure.digits / 10 ** figure.decimals
  const units = match[3] === '万元' ? [1_000_000] : match[3] === '元' ? [100] : [100, 1_000_000]
  if (units.some((unit) => Math.round(number * unit) === budget)) return null
  const yuan = budget / 100
  return {
    severity: 'warning',
    part: 'value',
    zh: `的指标值为“${indicator.value}”，与项目预算 ${budget / 1_000_000} 万元（${yuan} 元）不一致。`,
    en: `has the value "${indicator.value}", which does not agree with the project's budget of ${yuan} yuan.`,
  }
}

/** Whether a sum is named as that of the project and not of one thing in it (消防维保项目成本). */
function isOfWholeProject(name: string, card: Card): boolean {
  const subject = plainText(name).replace(
    /项目|所需|总|资金|预算|成本|投入|经费|年度|本年|全年|财政|支出|金额|数额|额度|规模|数量|数|额|的|本|各项|费用|不超过?/gu,
    '',
  )
  return subject === '' || plainText(card.fields['project-name']?.printed ?? '').includes(subject)
}

/** A satisfaction class that measures no satisfaction. */
function satisfaction({ indicator }: Task): Doubt | null {
  if (!/满意度/u.test(indicator.level2) || indicator.level3 === '') return null
  if (/满意|认可|好评|投诉|诉求|意见|评价/u.test(indicator.level3 + indicator.description)) return null
  return {
    severity: 'warning',
    part: 'level3',
    zh: `列在“${indicator.level2}”之下，却不是满意度。`,
    en: `stands below "${indicator.level2}" but measures no satisfaction.`,
  }
}

/** A figure of something that is no rate, without saying of what: 220 persons or households? */
function figureWithoutUnit(task: Task): Doubt | null {
  const { indicator } = task
  const name = indicator.level3.trim()
  if (!/^(?:[<>=≤≥]*|[\u4e00-\u9fff]{0,6})\s*\d[\d.,]*$/u.test(indicator.value.trim())) return null
  if (
    /(?:率|满意度|比例|占比)$/u.test(name) ||
    /[（(][^）)]+[）)]$/u.test(name) ||
    contradiction(task) !== null ||
    costAgainstBudget(task) !== null
  )
    return null
  return {
    severity: 'note',
    part: 'value',
    zh: `的指标值“${indicator.value}”没有计量单位。`,
    en: `has the value "${indicator.value}" without a unit.`,
  }
}

function missingBasis({ indicator }: Task): Doubt | null {
  // Most places print no column for it: the place of what is not there is that of the indicator.
  if (indicator.basis.trim() !== '' || indicator.places.basis === indicator.place) return null
  return { severity: 'note', part: 'basis', zh: '没有填写指标值的确定依据。', en: 'has no basis for its value.' }
}

/** First-level classes under names that the guidance does not have: one remark a card. */
function levelNames(card: Card): Finding[] {
  const seen = new Map<string, Place>()
  for (const indicator of card.indicators) {
    const name = plainText(indicator.level1)
    if (OTHER_LEVEL_NAMES[name] !== undefined && !seen.has(name)) seen.set(name, indicator.places.level1)
  }
  return [...seen].map(([name, place]) =>
    remark(
      'name',
      'note',
      {
        zh: `“${card.fields['project-name']?.printed ?? card.title}”的一级指标写作“${name}”，规范名称为“${OTHER_LEVEL_NAMES[name] ?? ''}”。`,
        en: `The first-level class "${name}" of "${card.fields['project-name']?.printed ?? card.title}" is called "${OTHER_LEVEL_NAMES[name] ?? ''}" in the guidance.`,
      },
      [place],
      { basis: BASIS, subject: { form: card.form, card: card.index, field: 'level1' } },
    ),
  )
}
