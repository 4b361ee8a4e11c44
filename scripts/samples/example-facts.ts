import type { Fen } from '../../src/budget/amount.ts'
import { EXAMPLE_PROJECTS } from './example-projects.ts'
import { wan, type Money, type SampleFacts } from './facts.ts'

/** Function → economic class → 万元 of basic expenditure from the general public budget. Classes 302 and 310 are running costs. */
const BASIC: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '2080501': { '30301': 9.84, '30302': 23.47 },
  '2080505': { '30108': 74.36 },
  '2080506': { '30109': 37.18 },
  '2089999': { '30112': 4.27 },
  '2101101': { '30110': 30.21 },
  '2101103': { '30111': 18.59 },
  '2101199': { '30114': 2.16, '30307': 5.28 },
  '2120101': {
    '30101': 186.42,
    '30102': 142.35,
    '30103': 97.18,
    '30107': 38.64,
    '30199': 6.73,
    '30201': 12.48,
    '30202': 3.15,
    '30204': 0.12,
    '30205': 1.86,
    '30206': 6.94,
    '30207': 5.27,
    '30208': 7.63,
    '30209': 4.38,
    '30211': 8.56,
    '30212': 3.2,
    '30213': 5.91,
    '30214': 2.75,
    '30215': 1.64,
    '30216': 3.42,
    '30217': 2.35,
    '30226': 4.86,
    '30227': 6.17,
    '30228': 9.32,
    '30229': 11.65,
    '30231': 10.8,
    '30239': 17.94,
    '30299': 8.71,
    '30305': 3.96,
    '30309': 0.36,
    '31002': 7.45,
  },
  '2210201': { '30113': 55.77 },
}

const basic = Object.entries(BASIC).flatMap(([code, classes]) =>
  Object.entries(classes).map(([economic, amount]): Money => {
    const use = /^30[13]/u.test(economic) ? 'personnel' : 'running'
    return { fund: 'general', function: code, source: 'income', use, economic, amount: wan(amount) }
  }),
)

/** What the institution that lives on its own income spends and keeps. */
const institution: readonly Money[] = [
  { fund: 'operating', function: '2080505', source: 'income', use: 'personnel', amount: wan(8.92) },
  { fund: 'operating', function: '2120501', source: 'income', use: 'personnel', amount: wan(68.25) },
  { fund: 'operating', function: '2120501', source: 'income', use: 'running', amount: wan(14.37) },
  { fund: 'operating', function: '2120501', source: 'brought-forward', use: 'running', amount: wan(3.18) },
  { fund: 'operating', function: '2120501', source: 'income', use: 'carried-forward', amount: wan(4.63) },
  { fund: 'operating', function: '2210201', source: 'income', use: 'personnel', amount: wan(6.69) },
  { fund: 'other', function: '2120501', source: 'income', use: 'running', amount: wan(5.4) },
]

const [roads, lights, housing, villages, waste, water, works, archive] = EXAMPLE_PROJECTS.map((p) => p.name)

function project(
  name: string | undefined,
  code: string,
  fund: Money['fund'],
  amount: Fen,
  source: Money['source'] = 'income',
): Money {
  return { fund, function: code, source, use: 'project', amount, project: name ?? '' }
}

const projects: readonly Money[] = [
  project(roads, '2120399', 'general', wan(126)),
  project(roads, '2120399', 'general', wan(14.5), 'brought-forward'),
  project(lights, '2120399', 'general', wan(58.6)),
  project(housing, '2210108', 'general', wan(240)),
  project(villages, '2210105', 'general', wan(36.75)),
  project(waste, '2120501', 'general', wan(152.3)),
  project(waste, '2120501', 'other', wan(12.85)),
  project(water, '2110302', 'general', wan(88.4)),
  project(works, '2120803', 'government-fund', wan(320)),
  project(works, '2120803', 'government-fund', wan(25.6), 'brought-forward'),
  project(works, '2121301', 'government-fund', wan(64.9)),
  project(archive, '2120102', 'general', wan(42.16)),
  { fund: 'government-fund', function: '2120803', source: 'income', use: 'carried-forward', amount: wan(18.2) },
]

const NAME = '示例县城乡建设管理局'

/** The invented department of the samples that come with the product. */
export const EXAMPLE: SampleFacts = {
  department: { code: '999', name: NAME, short: NAME },
  year: 2024,
  money: [...basic, ...institution, ...projects],
  lastYear: { basic: wan(960.15), project: wan(1212.8) },
  threePublic: [
    { item: 'abroad-other', fund: 'general', amount: wan(3.2), lastYear: wan(3.2) },
    { item: 'vehicle-purchase', fund: 'general', amount: wan(18), lastYear: 0 },
    { item: 'vehicle-running', fund: 'general', amount: wan(12.6), lastYear: wan(14.2) },
    { item: 'vehicle-running', fund: 'government-fund', amount: wan(1.2), lastYear: wan(1.2) },
    { item: 'reception', fund: 'general', amount: wan(2.35), lastYear: wan(2.6) },
  ],
  projects: EXAMPLE_PROJECTS,
  procurement: [
    purchase(roads, '道路维修材料', 'A07030000', '吨', 120, 0.15, 'general', 6),
    purchase(waste, '垃圾清运车', 'A02030600', '辆', 2, 24.5, 'general', 0),
    purchase(waste, '清运作业服务', 'C13040000', '项', 1, 12.85, 'other-sources', 12.85),
    purchase(works, '道路建设工程', 'B02040000', '项', 1, 180, 'government-fund', 72),
    purchase(archive, '执法执勤车辆', 'A02030500', '辆', 1, 18, 'general', 0),
    purchase('日常公用经费', '台式计算机', 'A02010100', '台', 15, 0.45, 'general', 6.75),
  ],
  assets: [
    { kind: 'buildings', count: 3260, value: wan(812.4) },
    { kind: 'offices', count: 2180, value: wan(540.3) },
    { kind: 'vehicles', count: 9, value: wan(143.62) },
    { kind: 'equipment', count: 6, value: wan(187.25) },
    { kind: 'other-fixed', count: 412, value: wan(96.48) },
  ],
  assetPurchase: wan(73.75),
  units: [
    { name: NAME, kind: '行政', grade: '正科级', funding: '财政拨款' },
    { name: '示例县市政设施服务中心', kind: '参照公务员法管理事业单位', grade: '副科级', funding: '财政拨款' },
    { name: '示例县环境卫生作业中心', kind: '事业', grade: '股级', funding: '自收自支' },
  ],
  offices: ['办公室', '规划建设科', '市政管理科', '物业监管科', '质量安全科'],
  staff: 68,
}

function purchase(
  name: string | undefined,
  goods: string,
  catalogue: string,
  measure: string,
  count: number,
  price: number,
  fund: SampleFacts['procurement'][number]['fund'],
  reserved: number,
): SampleFacts['procurement'][number] {
  return { project: name ?? '', goods, catalogue, measure, count, price: wan(price), fund, reserved: wan(reserved) }
}
