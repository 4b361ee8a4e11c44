import type { Finding, Words } from '../../budget/finding.ts'
import { isNoIndicator, repeatedBy, type IndicatorTexts } from '../../catalogue/indicators.ts'
import { SHEETS } from '../judge-ledger.ts'
import type { Ledger } from '../ledger.ts'

/** Why nobody could say afterwards whether an indicator was reached, and which of its texts to mend. */
export interface EmptyPhrase {
  readonly field: 'value' | 'level3'
  readonly message: Words
}

const BASIS = '项目支出绩效目标应当指向明确、细化量化（财预〔2015〕88号、财预〔2021〕101号）'

/** A figure, a place where one is printed, or a number in words with what it counts. */
const FIGURE =
  /\d|\{(?:budget|year)\}|[〇零一二三四五六七八九十百千万两几](?:个|件|次|项|人|户|天|日|周|月|年|成|起|台|套|处|家|公里|平方米|万元|元)/u

/** What has no figure and can be seen to be so or not: a grade, a state, a standard that is named. */
const CHECKABLE =
  /^(?:合格|达标|通过|(?:按[期时])?(?:全部)?完成$|全部|全覆盖|全年|是$|有$|无|零|没有|不发生|未发生|未出现|不出现|杜绝|优$|良$|优秀$|中$|达到.*(?:标准|要求|规定|等级|水平)|符合.*(?:标准|要求|规定|规范)|不(?:低于|高于|超过|少于|多于)|控制在|取得.*(?:证|批复))/u

/** Wishes, by which names of indicators without a measure begin. */
const WISH =
  /^(?:进一步|不断|持续|有效|切实|积极|更好地?的?|让|使)?(?:提高|提升|改善|增强|促进|保障|加强|完善|优化|推进|推动|确保|维护|落实|支持|助力|满足|服务|方便|实现|做好|让)/u

/** What may be so many per cent. */
const MEASURED = /率|度|比|占|数|量|覆盖|次|合格|时间|时限|成本|标准|面积|里程|规模|投诉|完好|完成/u

/**
 * Whether one indicator is an empty phrase; null where it says something, or where the law on printed indicators says more already (no value, a value that
 * repeats its name or its class).
 */
export function emptyPhraseOf(indicator: IndicatorTexts): EmptyPhrase | null {
  const { level3, description } = indicator
  const value = indicator.value.trim()
  if (value === '' || isNoIndicator(indicator) || repeatedBy(indicator) !== null) return null
  if (!FIGURE.test(value) && !CHECKABLE.test(value))
    return {
      field: 'value',
      message: {
        zh: `指标值“${value}”没有可以核对的数、等级或标准，年底无法判断是否完成。`,
        en: `the value "${value}" has no figure, grade or standard: at the end of the year nobody can say whether it was reached.`,
      },
    }
  if (/[%％]/u.test(value) && WISH.test(level3.trim()) && !MEASURED.test(level3 + description))
    return {
      field: 'level3',
      message: {
        zh: `“${level3.trim()}”是愿望，不是可以计量的指标；“${value}”是什么的比例没有说明。`,
        en: `"${level3.trim()}" is a wish and measures nothing; of what "${value}" is a share is not said.`,
      },
    }
  return null
}

/** Warnings for every indicator of a ledger that is an empty phrase, at its row of 绩效目标. */
export function judgeEmptyPhrases(ledger: Ledger): readonly Finding[] {
  const rows = ledger.projects.flatMap(({ name, indicators }) => indicators.map((indicator) => ({ project: name, indicator })))
  return rows.flatMap(({ project, indicator }, index): readonly Finding[] => {
    const phrase = emptyPhraseOf(indicator)
    if (phrase === null) return []
    const label = indicator.level3 === '' ? indicator.level2 : indicator.level3
    return [
      {
        code: 'indicator',
        severity: 'warning',
        message: {
          zh: `“${project}”的绩效指标“${label}”：${phrase.message.zh}`,
          en: `Indicator "${label}" of "${project}": ${phrase.message.en}`,
        },
        basis: BASIS,
        places: [{ sheet: SHEETS.indicators, row: index + 2 }],
        subject: { row: { label }, field: phrase.field },
        equations: [],
        suspects: [],
        unique: true,
      },
    ]
  })
}
