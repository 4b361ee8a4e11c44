import { describe, expect, test } from 'vitest'
import { INDICATOR_CLASSES } from '../../../src/catalogue/indicators.ts'
import { checkReading } from '../../../src/checks/check-reading.ts'
import { hebei } from '../../../src/forms/hebei/index.ts'
import { readDisclosure } from '../../../src/forms/read-disclosure.ts'
import { writeDisclosure } from '../../../src/forms/write-disclosure.ts'
import { accountOf } from '../../../src/ledger/account-of.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import type { Ledger, LedgerProject } from '../../../src/ledger/ledger.ts'
import { emptyPhraseOf, judgeEmptyPhrases } from '../../../src/ledger/workflow/empty-phrases.ts'
import { examplesFor, INDICATOR_EXAMPLES } from '../../../src/ledger/workflow/indicator-examples.ts'

type Indicator = LedgerProject['indicators'][number]

const of = (level3: string, description: string, value: string, level2 = '社会效益指标'): Indicator => ({
  level1: level2 === '社会效益指标' ? '效益指标' : '产出指标',
  level2,
  level3,
  description,
  value,
  basis: '计划',
})

function withIndicators(indicators: readonly Indicator[]): Ledger {
  const ledger = exampleLedger(2026)
  return { ...ledger, projects: ledger.projects.map((project) => ({ ...project, indicators })) }
}

/** What the law says of the indicators as they are printed. */
function lawOn(indicators: readonly Indicator[]): readonly string[] {
  const reading = readDisclosure(writeDisclosure(accountOf(withIndicators(indicators)), hebei), [hebei])
  return checkReading(reading)
    .findings.filter(({ code, severity }) => code === 'indicator' && severity === 'warning')
    .map(({ message }) => message.zh)
}

const EMPTY_ONES = [
  of('网络运行', '政法网络运行', '良好'),
  of('信访事项办理', '上级转交的信访事项', '实现快速完成上级转交办信访事项'),
  of('社会稳定', '群众安居乐业', '不断提升'),
  of('服务能力', '服务群众的能力', '明显增强'),
  of('成本控制', '控制成本', '控制成本，更好的完成工作', '成本指标'),
  of('设备采购', '设备及时到位', '及时', '时效指标'),
  of('提升基层社会治理水平', '社会治理水平提升', '95%'),
  of('让群众少走路', '更好的实现互联互通', '>95%'),
]

const SOUND_ONES = [
  of('事故起数', '一般及以上责任事故', '0起'),
  of('提高群众满意率', '满意的比例', '≥90%'),
  of('工程质量', '按验收规范', '合格', '质量指标'),
  of('水质', '出厂水检测', '达到国家饮用水标准', '质量指标'),
  of('群体性事件', '年内发生的群体性事件', '不发生'),
  of('办理时限', '从受理到办结', '三个月内', '时效指标'),
  of('提升道路养护覆盖', '已养护里程占比', '98%'),
]

describe('empty phrases', () => {
  test('are told, with the text that is to be mended', () => {
    expect(EMPTY_ONES.map((own) => emptyPhraseOf(own)?.field ?? `${own.level3} ${own.value}`)).toEqual([
      ...Array.from({ length: 6 }, () => 'value'),
      'level3',
      'level3',
    ])
    expect(judgeEmptyPhrases(withIndicators(EMPTY_ONES)).map(({ places }) => places[0]?.row)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('what has a figure, a grade or a standard is none', () => {
    expect(SOUND_ONES.filter((own) => emptyPhraseOf(own) !== null)).toEqual([])
  })

  test('the law on printed indicators and this say nothing twice', () => {
    const both = [
      ...EMPTY_ONES,
      of('维护稳定', '维护稳定', '维护稳定'),
      of('提高效率', '提高办事效率', '社会效益'),
      of('转办案件', '上级转办的案件', ''),
      of('不适用', '', '/'),
    ]
    for (const own of both) {
      const told = [lawOn([own]).length > 0, judgeEmptyPhrases(withIndicators([own])).length > 0]
      expect(told, `${own.level3} ${own.value}`).not.toEqual([true, true])
    }
    expect(lawOn(both.slice(-4, -1))).toHaveLength(3)
  })

  test('every class has good examples, of which neither says anything', () => {
    for (const { level1, level2 } of INDICATOR_CLASSES) {
      expect(
        examplesFor(level2).every((own) => own.level1 === level1 && own.level2 === level2),
        level2,
      ).toBe(true)
      expect(examplesFor(level2.replace('指标', ''))).toEqual(examplesFor(level2))
    }
    expect(INDICATOR_EXAMPLES.filter((own) => emptyPhraseOf(own) !== null)).toEqual([])
    expect(lawOn(INDICATOR_EXAMPLES)).toEqual([])
    expect(examplesFor('别的')).toBe(INDICATOR_EXAMPLES)
  })
})
