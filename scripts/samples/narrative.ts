import type { Fen } from '../../src/budget/amount.ts'
import { nameOf } from '../../src/catalogue/codes.ts'
import { assetTotal, organisation, procurement, procurementTotal, stateAssets } from './annexes.ts'
import { said, type Piece } from './blocks.ts'
import { projectCards } from './cards.ts'
import { isBasic, isSpent, sum, type Fund, type SampleFacts, type ThreePublic } from './facts.ts'
import { chineseNumber, statutoryTables } from './statutory-tables.ts'

/** The whole disclosure: the statutory tables, then the narrative with its tables. */
export function disclosurePieces(facts: SampleFacts): readonly Piece[] {
  return [
    { text: '第一部分 部门预算', heading: 1 },
    ...statutoryTables(facts),
    { text: facts.department.name, heading: 1 },
    { text: `${facts.year}年部门预算信息公开情况说明`, heading: 1 },
    ...[opening, general, runningCost, threePublicNote, performance, purchases, assets, glossary, other].flatMap((part) =>
      part(facts),
    ),
  ]
}

function changed(difference: Fen): string {
  return difference === 0 ? '持平' : `${difference > 0 ? '增加' : '减少'}${said(Math.abs(difference))}万元`
}

function against(difference: Fen): string {
  return difference === 0 ? '与上年持平' : `较上年${changed(difference)}`
}

function opening(facts: SampleFacts): Piece[] {
  const { name, short } = facts.department
  const { year, offices } = facts
  return [
    {
      text: `按照《中华人民共和国预算法》和《地方预决算公开操作规程》的规定，现将${name}${year}年部门预算公开如下（本文件的单位、人员和金额均为演示而虚构）：`,
    },
    { text: '一、部门职责及机构设置情况', heading: 2 },
    { text: '部门职责：' },
    {
      text: `${short}是示例县人民政府工作部门，设${offices.join('、')}${offices.length}个科室；纳入部门预算管理的直属单位${facts.units.length - 1}个。`,
    },
    { text: '（一）负责城乡建设和管理的政策执行、规划实施与行业监督。' },
    { text: '（二）负责市政设施、园林绿化、环境卫生的建设和养护。' },
    { text: '（三）负责老旧小区改造、农村住房安全和污水处理设施的建设管理。' },
    { text: `截至${year - 1}年末在职人数为${facts.staff}人。` },
    { text: '机构设置：' },
    ...organisation(facts),
  ]
}

function general(facts: SampleFacts): Piece[] {
  const { money, year, lastYear } = facts
  const { short } = facts.department
  const received = money.filter((m) => m.source === 'income')
  const from = (...funds: readonly Fund[]): string => said(sum(received.filter((m) => funds.includes(m.fund))))
  const spent = money.filter(isSpent)
  const basic = sum(spent.filter(isBasic))
  const project = sum(spent.filter((m) => m.use === 'project'))
  const use = (kind: string): string => said(sum(spent.filter((m) => m.use === kind)))
  const classes = [...new Set(spent.filter((m) => m.use === 'project').map((m) => m.function.slice(0, 3)))].toSorted()
  const listed = classes
    .map(
      (code) =>
        `${nameOf('function', code, year) ?? ''}${said(sum(spent.filter((m) => m.use === 'project' && m.function.startsWith(code))))}万元`,
    )
    .join('、')
  const byBasic = basic - lastYear.basic
  const byProject = project - lastYear.project
  const own = from('operating', 'business', 'superior-subsidy', 'affiliate-remittance', 'other')
  return [
    { text: '二、部门预算安排的总体情况', heading: 2 },
    {
      text: `按照预算管理有关规定，部门预算实行综合预算制度，全部收入和支出都反映在预算中。${short}及所属单位的收支均包含在部门预算中。`,
    },
    { text: '1、收入说明' },
    {
      text:
        `反映本部门当年全部收入。${year}年预算收入${said(sum(received))}万元，其中：一般公共预算拨款收入${from('general')}万元，` +
        `政府性基金预算拨款收入${from('government-fund')}万元，国有资本经营预算拨款收入${from('state-capital')}万元，` +
        `财政专户核拨收入${from('special-account')}万元，其他来源收入${own}万元。`,
    },
    { text: '2、支出说明' },
    {
      text:
        `收支总表支出栏按支出功能分类科目编制。${year}年部门支出预算为${said(sum(spent))}万元，其中基本支出${said(basic)}万元，` +
        `包括人员经费${use('personnel')}万元和日常公用经费${use('running')}万元；项目支出${said(project)}万元` +
        `${listed === '' ? '' : `，主要为${listed}`}。`,
    },
    { text: '3、比上年增减情况' },
    {
      text:
        `${year}年，部门预算收支安排${said(sum(money))}万元，较${year - 1}年${changed(byBasic + byProject)}，其中：基本支出${changed(byBasic)}，` +
        `主要是人员变动和工资标准调整；项目支出${changed(byProject)}，主要是建设任务调整。`,
    },
  ]
}

function runningCost(facts: SampleFacts): Piece[] {
  const running = sum(facts.money.filter((m) => m.fund === 'general' && m.use === 'running'))
  return [
    { text: '三、机关运行经费安排情况', heading: 2 },
    {
      text: `${facts.year}年，我部门机关运行经费共计安排${said(running)}万元，主要用于保证机关正常运转的办公费、邮电费、差旅费、会议费、维修费和公务用车运行维护费等支出。`,
    },
  ]
}

function threePublicNote(facts: SampleFacts): Piece[] {
  const { year } = facts
  const of = (...items: readonly ThreePublic['item'][]): readonly [string, string] => {
    const own = facts.threePublic.filter((t) => items.length === 0 || items.includes(t.item))
    const difference = own.reduce((all, t) => all + t.amount - t.lastYear, 0)
    return [said(sum(own)), against(difference)]
  }
  const [total] = of()
  const change = facts.threePublic.reduce((all, t) => all + t.amount - t.lastYear, 0)
  const [abroad, abroadChange] = of('abroad-teaching', 'abroad-other')
  const [vehicles, vehiclesChange] = of('vehicle-purchase', 'vehicle-running')
  const [bought, boughtChange] = of('vehicle-purchase')
  const [run, runChange] = of('vehicle-running')
  const [reception, receptionChange] = of('reception')
  const overall = change === 0 ? `与${year - 1}年度预算持平` : `较${year - 1}年度预算${changed(change)}`
  return [
    { text: '四、财政拨款“三公”经费预算情况及增减变化原因', heading: 2 },
    { text: `${facts.department.short}财政拨款${year}年度“三公”经费预算为${total}万元，${overall}。其中：` },
    { text: `（一）因公出国（境）费${abroad}万元，${abroadChange}。原因是按年度出访计划安排。` },
    { text: `（二）公务用车购置及运维费${vehicles}万元，${vehiclesChange}。原因是按规定更新报废车辆并压减运行开支。` },
    { text: `其中：公务用车购置费${bought}万元，${boughtChange}。` },
    { text: `公务用车运行维护费${run}万元，${runChange}。` },
    { text: `（三）公务接待费${reception}万元，${receptionChange}。原因是从严控制接待。` },
  ]
}

function performance(facts: SampleFacts): Piece[] {
  const { year } = facts
  return [
    { text: '五、预算绩效信息', heading: 2 },
    { text: '第一部分 部门整体绩效目标' },
    { text: '（一）总体绩效目标' },
    { text: `${year}年，围绕城乡建设管理的年度任务，完成市政设施养护和老旧小区改造，改善人居环境，提高资金使用效益。` },
    { text: '（二）分项绩效目标' },
    { text: '1、市政设施建设与养护' },
    { text: '（1）绩效目标：道路、排水和照明设施保持完好，破损及时修复。' },
    { text: '（2）绩效指标：道路设施完好率不低于95%，照明设施亮灯率不低于98%。' },
    { text: '2、人居环境改善' },
    { text: '（1）绩效目标：完成老旧小区改造和垃圾清运任务，居民生活条件得到改善。' },
    { text: '（2）绩效指标：改造任务完成率100%，居民满意度不低于90%。' },
    { text: '（三）工作保障措施' },
    { text: '健全预算执行与绩效监控制度，按月通报进度，对偏离目标的项目及时纠正。' },
    { text: '第二部分 专项资金绩效目标' },
    { text: '本部门没有由其分配的专项资金。' },
    { text: '第三部分 预算项目绩效目标' },
    ...projectCards(facts),
  ]
}

function purchases(facts: SampleFacts): Piece[] {
  return [
    { text: '六、政府采购预算情况', heading: 2 },
    { text: `${facts.year}年，${facts.department.name}安排政府采购预算${said(procurementTotal(facts))}万元。具体内容见下表。` },
    ...procurement(facts),
  ]
}

function assets(facts: SampleFacts): Piece[] {
  return [
    { text: '七、国有资产信息', heading: 2 },
    {
      text:
        `${facts.department.name}（含所属单位）上年末固定资产金额为${said(assetTotal(facts))}万元（详见下表）。` +
        `本年度拟购置固定资产总额为${said(facts.assetPurchase)}万元，已按要求列入政府采购预算。`,
    },
    ...stateAssets(facts),
  ]
}

const TERMS: readonly (readonly [string, string])[] = [
  ['一般公共预算拨款收入', '指县级财政当年拨付的一般公共预算资金。'],
  ['政府性基金预算拨款收入', '指县级财政当年拨付的政府性基金预算资金。'],
  ['事业收入', '指事业单位开展专业业务活动及辅助活动所取得的收入。'],
  ['其他收入', '指上述各项收入以外的收入，主要是存款利息和租金。'],
  ['上年结转', '指以前年度安排、结转到本年仍按原规定用途继续使用的资金。'],
  ['基本支出', '指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。'],
  ['项目支出', '指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。'],
  ['“三公”经费', '指部门用财政拨款安排的因公出国（境）费、公务用车购置及运维费和公务接待费。'],
  ['机关运行经费', '指行政单位和参照公务员法管理的事业单位使用一般公共预算安排的基本支出中的公用经费。'],
]

function glossary(): Piece[] {
  return [{ text: '八、名词解释', heading: 2 }, ...TERMS.map(([term, meaning], i) => ({ text: `${i + 1}、${term}：${meaning}` }))]
}

function other(): Piece[] {
  return [{ text: `${chineseNumber(9)}、其他需要说明的事项`, heading: 2 }, { text: '本部门没有其他需要说明的事项。' }]
}
