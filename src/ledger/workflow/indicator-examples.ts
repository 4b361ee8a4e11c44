/** An indicator as it should be: whoever reads it at the end of the year can say whether it was reached. */
export interface IndicatorExample {
  readonly level1: string
  readonly level2: string
  readonly level3: string
  readonly description: string
  readonly value: string
  readonly basis: string
}

const of =
  (level1: string, level2: string) =>
  (level3: string, description: string, value: string, basis: string): IndicatorExample => ({
    level1,
    level2,
    level3,
    description,
    value,
    basis,
  })

const quantity = of('产出指标', '数量指标')
const quality = of('产出指标', '质量指标')
const time = of('产出指标', '时效指标')
const cost = of('产出指标', '成本指标')
const economicCost = of('成本指标', '经济成本指标')
const socialCost = of('成本指标', '社会成本指标')
const ecologicalCost = of('成本指标', '生态环境成本指标')
const economic = of('效益指标', '经济效益指标')
const social = of('效益指标', '社会效益指标')
const ecological = of('效益指标', '生态效益指标')
const lasting = of('效益指标', '可持续影响指标')
const satisfaction = of('满意度指标', '服务对象满意度指标')

/** Good examples for every class of indicators, invented, for people to begin from. */
export const INDICATOR_EXAMPLES: readonly IndicatorExample[] = [
  quantity('养护道路里程', '年内实施日常养护的县道里程', '≥120公里', '年度养护计划'),
  quantity('培训人次', '年内参加培训并签到的人次', '≥300人次', '年度培训计划'),
  quantity('购置设备数量', '验收入库的设备台数', '15台', '采购计划'),
  quality('工程验收合格率', '验收合格的工程数÷完工的工程数', '100%', '工程验收规范'),
  quality('系统可用率', '系统正常运行的小时数÷全年应运行小时数', '≥99.5%', '运维合同'),
  quality('培训考核通过率', '考核通过人数÷参加考核人数', '≥95%', '培训管理办法'),
  time('补助资金发放时间', '最后一笔补助打卡发放的日期', '6月30日前', '资金管理办法'),
  time('故障响应时间', '从报修到技术人员到场的时间', '≤2小时', '运维合同'),
  time('项目按期完工率', '按合同工期完工的项目数÷应完工的项目数', '≥95%', '施工合同'),
  cost('每公里养护成本', '养护支出÷养护里程', '≤1.5万元/公里', '养护定额'),
  cost('人均培训成本', '培训支出÷培训人天', '≤400元/人天', '培训费管理办法'),
  economicCost('项目总成本', '项目全年支出', '≤{budget}', '预算批复'),
  economicCost('单位采购成本', '每台设备的合同价', '≤8000元/台', '市场询价'),
  socialCost('施工期间交通中断时间', '因施工封闭道路的累计时间', '≤48小时', '施工方案'),
  ecologicalCost('单位污水处理耗电量', '处理每吨污水的用电量', '≤0.4千瓦时/吨', '行业标准'),
  economic('带动脱贫户户均增收', '受益户上年与本年收入之差的平均数', '≥2000元', '入户调查'),
  economic('节约办公经费', '集中采购前后同类支出之差', '≥20万元', '采购台账'),
  social('服务覆盖行政村比例', '已提供服务的行政村数÷全部行政村数', '≥98%', '工作台账'),
  social('安全生产责任事故起数', '年内发生的一般及以上责任事故', '0起', '事故统计'),
  social('政务服务平均办理时间', '从受理到办结的平均工作日', '≤3个工作日', '政务服务平台'),
  ecological('空气质量优良天数', '空气质量指数不超过100的天数', '≥280天', '环境监测公报'),
  ecological('生活垃圾无害化处理率', '无害化处理量÷清运量', '100%', '城市环境卫生统计'),
  lasting('设施使用年限', '在正常维护下的设计使用年限', '≥10年', '设计文件'),
  lasting('管护制度建立数量', '印发并执行的管护制度', '≥2项', '工作计划'),
  satisfaction('服务对象满意度', '问卷中答“满意”以上的份数÷有效问卷份数', '≥90%', '满意度问卷'),
  satisfaction('群众投诉办结率', '办结并回访的投诉件数÷受理件数', '≥98%', '投诉台账'),
]

/** Examples for a class, which may be written with 指标 or without; all where none is of it. */
export function examplesFor(level2: string): readonly IndicatorExample[] {
  const stem = (name: string): string => name.replace(/\s/gu, '').replace(/指标$/u, '')
  const own = INDICATOR_EXAMPLES.filter((example) => stem(example.level2) === stem(level2))
  return own.length > 0 ? own : INDICATOR_EXAMPLES
}
