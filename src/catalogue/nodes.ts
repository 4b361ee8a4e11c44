import type { Words } from '../budget/finding.ts'

/** A node of a dimension that is no code list, with what lies below it. Siblings need not be all there is: a form says so where it is. */
export interface Node {
  readonly id: string
  readonly name: Words
  readonly parts?: readonly Node[]
}

function node(id: string, zh: string, en: string, parts?: readonly Node[]): Node {
  return parts === undefined ? { id, name: { zh, en } } : { id, name: { zh, en }, parts }
}

/** 收支: every yuan has a source and a use, and sources = uses. */
const FLOW = [
  node('sources', '收入总计', 'total sources', [
    node('income', '本年收入', 'income of the year'),
    node('brought-forward', '上年结转结余', 'brought forward'),
    node('reserves-used', '使用非财政拨款结余', 'reserves used'),
    node('account-balance', '上年实户资金余额', "balance of the unit's own account"),
  ]),
  node('uses', '支出总计', 'total uses', [
    node('expenditure', '本年支出', 'expenditure of the year'),
    node('allocations', '结余分配', 'allocations of surplus'),
    node('carried-forward', '年终结转结余', 'carried forward'),
  ]),
]

/** Whether money was given for this year or carried over from years before: some tables leave the second out. */
const ORIGIN = [node('this-year', '当年安排', "this year's money"), node('carried-over', '上年结转安排', 'carried-over money')]

/** 资金性质. Some tables print all that is no appropriation as one (其他资金), or all but the special account (单位资金). */
const FUND = [
  node('appropriation', '财政拨款', 'fiscal appropriation', [
    node('general', '一般公共预算财政拨款', 'general public budget'),
    node('government-fund', '政府性基金预算财政拨款', 'government funds'),
    node('state-capital', '国有资本经营预算财政拨款', 'state capital'),
  ]),
  node('non-appropriation', '财政拨款以外的资金', 'other than appropriations', [
    node('special-account', '财政专户管理资金', 'special fiscal account', [
      node('education-fees', '教育收费', 'education fees'),
      node('other-special-account', '其他专户收入', 'other money of the special account'),
    ]),
    node('other-sources', '单位资金', "the unit's own money", [
      node('operating', '事业收入', 'operating income of institutions'),
      node('business', '事业单位经营收入', 'business income of institutions'),
      node('superior-subsidy', '上级补助收入', 'subsidies from superiors'),
      node('affiliate-remittance', '附属单位上缴收入', 'remittances of affiliates'),
      node('other', '其他收入', 'other income'),
    ]),
  ]),
  node('carried-appropriation', '财政拨款结转', 'appropriations carried over'),
  node('carried-other', '非财政拨款结转结余', 'other money carried over'),
]

/** What expenditure is for: keeping going, or a task. */
const NATURE = [
  node('basic', '基本支出', 'basic expenditure', [
    node('personnel', '人员经费', 'personnel'),
    node('running', '公用经费', 'running costs'),
  ]),
  node('project', '项目支出', 'projects'),
  node('reserve', '单位预留机动经费', 'contingency held back'),
  node('business', '经营支出', 'business expenditure'),
  node('remittance', '上缴上级支出', 'remitted to superiors'),
  node('subsidy', '对附属单位补助支出', 'subsidies to affiliates'),
]

/** Things that the law wants shown whatever class they are booked under. They may overlap: nothing is summed across the first level. */
const ITEM = [
  node('controlled', '“三公”经费、会议费和培训费', 'the three public expenses, meetings and training', [
    node('three-public', '“三公”经费', 'the three public expenses', [
      node('abroad', '因公出国（境）费', 'travel abroad', [
        node('abroad-teaching', '教学科研人员学术交流', 'abroad: teaching and research'),
        node('abroad-other', '其他因公出国（境）费', 'abroad: other'),
      ]),
      node('vehicles', '公务用车购置及运行维护费', 'official vehicles', [
        node('vehicle-purchase', '公务用车购置费', 'vehicles bought'),
        node('vehicle-running', '公务用车运行维护费', 'vehicles run'),
      ]),
      node('reception', '公务接待费', 'official reception'),
    ]),
    node('meeting', '会议费', 'meetings'),
    node('training', '培训费', 'training'),
  ]),
  node('running-cost', '机关运行经费', 'running cost of government bodies'),
  node('procurement', '政府采购', 'government procurement', [
    node('procurement-goods', '政府采购货物', 'procurement of goods'),
    node('procurement-works', '政府采购工程', 'procurement of works'),
    node('procurement-services', '政府采购服务', 'procurement of services'),
  ]),
  node('service-purchase', '政府购买服务', 'purchase of services'),
  node('asset-purchase', '拟购置固定资产', 'fixed assets to be bought'),
  node('offices', '内设机构', 'internal offices'),
  node('units', '直属单位', 'subordinate units'),
  node('staff', '在职人数', 'staff'),
]

/** 国有资产占用. */
const ASSET = [
  node('assets', '固定资产', 'fixed assets', [
    node('buildings', '房屋', 'buildings', [node('offices', '办公用房', 'offices')]),
    node('vehicles', '车辆', 'vehicles'),
    node('equipment', '单价较高的设备', 'high-value equipment'),
    node('other-fixed', '其他固定资产', 'other fixed assets'),
  ]),
]

const YEAR = [node('0', '本年', 'this year'), node('-1', '上年', 'last year'), node('-2', '前年', 'two years ago')]

const STAGE = [
  node('proposed', '草案', 'proposed'),
  node('approved', '预算', 'approved budget'),
  node('adjusted', '调整预算', 'adjusted budget'),
  node('executed', '执行数', 'executed'),
  node('final', '决算', 'final account'),
]

const MEASURE = [
  node('money', '金额', 'amount'),
  node('change', '增减额', 'change'),
  node('count', '数量', 'count'),
  node('area', '面积', 'area'),
  node('percentage', '百分比', 'percentage'),
]

/** The trees that are no code lists. `project` and `unit` have none: a project and a unit are known by their printed names. */
export const NODES = {
  flow: FLOW,
  origin: ORIGIN,
  fund: FUND,
  nature: NATURE,
  item: ITEM,
  asset: ASSET,
  year: YEAR,
  stage: STAGE,
  measure: MEASURE,
} as const satisfies Readonly<Record<string, readonly Node[]>>
