import type { CardForm } from '../form.ts'

export const performanceTarget = {
  kind: 'card',
  id: 'performance-target',
  title: '{name}绩效目标表',
  unit: '万元',
  slice: { flow: 'expenditure', nature: 'project' },
  complete: ['project', 'fund'],
  fields: [
    { id: 'project-code', label: ['项目编码', '项目代码'], line: 'head' },
    { id: 'project-name', label: ['专项资金名称', '项目名称'], line: 'head' },
    { id: 'function', label: ['功能分类科目', '支出功能分类', '功能科目'] },
    { id: 'budget', label: ['预算数', '预算规模', '项目预算'], amount: {}, line: 'budget' },
    { id: 'appropriation', label: ['其中：财政资金', '财政资金'], amount: { fund: 'appropriation' }, line: 'budget' },
    { id: 'other-funds', label: '其他资金', amount: { fund: 'non-appropriation' }, line: 'budget' },
  ],
  purpose: { group: ['预算规模及资金用途', '资金用途'] },
  plan: { group: ['资金支出计划（%）', '资金支出计划'], checkpoints: ['3月底', '6月底', '10月底', '12月底'] },
  goals: { group: ['绩效目标', '总体绩效目标'] },
  indicators: {
    level1: '一级指标',
    level2: '二级指标',
    level3: '三级指标',
    description: ['指标说明', '绩效指标描述', '指标描述', '绩效指标说明'],
    value: ['指标值', '绩效指标值'],
    basis: ['指标确定依据', '指标值确定依据'],
  },
} as const satisfies CardForm
