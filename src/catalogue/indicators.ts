/**
 * The classes of performance indicators (绩效指标): 财预〔2021〕101号, with 满意度指标 as 财预〔2015〕88号 has it.
 * Some places print 成本指标 as a first level of its own.
 */
export const INDICATOR_CLASSES: readonly { readonly level1: string; readonly level2: string }[] = [
  { level1: '产出指标', level2: '数量指标' },
  { level1: '产出指标', level2: '质量指标' },
  { level1: '产出指标', level2: '时效指标' },
  { level1: '产出指标', level2: '成本指标' },
  { level1: '成本指标', level2: '经济成本指标' },
  { level1: '成本指标', level2: '社会成本指标' },
  { level1: '成本指标', level2: '生态环境成本指标' },
  { level1: '效益指标', level2: '经济效益指标' },
  { level1: '效益指标', level2: '社会效益指标' },
  { level1: '效益指标', level2: '生态效益指标' },
  { level1: '效益指标', level2: '可持续影响指标' },
  { level1: '满意度指标', level2: '服务对象满意度指标' },
]

/** Names in print for a first level, and what the guidance calls it. */
export const OTHER_LEVEL_NAMES: Readonly<Record<string, string>> = {
  效果指标: '效益指标',
  产出目标: '产出指标',
  效益目标: '效益指标',
}

const GENERAL =
  /^(?:20\d\d年?度?|年度|部门|单位|预算|市级|省级|区级|县级|本级|中央|项目|支出|专项|业务|经费|资金|整体|总体|重点|一般性|综合|主要|申报|其他|其它|情况|如下|本|财政|政策|绩效|目标|表|[一二三]级|第?[\d一二三四五六七八九十]+|[、.．:：，,（）()\s])*$/u

/** Whether a heading above performance targets is of all of them (2026年项目支出绩效目标表) and names no project of its own. */
export function isGeneralHeading(heading: string): boolean {
  return GENERAL.test(heading)
}

/** The texts of one indicator that tell whether it says anything. */
export interface IndicatorTexts {
  readonly level2: string
  readonly level3: string
  readonly description: string
  readonly value: string
}

/** A text without white space and marks: what is left is the same for people. */
export function plainText(text: string): string {
  return text.replace(/[\s，。；、：:;,.（）()%％]/gu, '')
}

/** `不适用` below a class that the form prints for every project: there is no such indicator, and nothing to doubt. */
export function isNoIndicator({ level3, value }: Pick<IndicatorTexts, 'level3' | 'value'>): boolean {
  return (
    /^(?:无|不适用|不涉及|不满足|不合适|没有|[/／—-]+)/u.test(level3.trim()) &&
    /^(?:无|不适用|不涉及|定性|[/／—-]*)$/u.test(value.trim())
  )
}

/** What a value without a figure only says again: its indicator's name and description (`name`), or the class above (`class`). Null where it says something. */
export function repeatedBy(indicator: IndicatorTexts): 'name' | 'class' | null {
  const [name, description, value] = [plainText(indicator.level3), plainText(indicator.description), plainText(indicator.value)]
  if (value === '' || /\d/u.test(value)) return null
  if (name === description && (value === name || (value.length >= 2 && name.startsWith(value)))) return 'name'
  return value.length >= 2 && plainText(indicator.level2).replace(/指标$/u, '') === value ? 'class' : null
}
