import type { Words } from '../../budget/finding.ts'
import type { SheetId } from '../judge-ledger.ts'

/**
 * The columns of a ledger's sheets: the same in the workbook, in the CSV files and, under `id`, in ledger.json. One description from
 * which all three are written, read, explained and documented.
 */
export interface Field {
  readonly id: string
  readonly header: string
  /** Width in characters. */
  readonly width: number
  /** What a person is told who points at the heading. */
  readonly about: Words
  /** A row without it cannot be read. */
  readonly required?: true
  /** Where its drop-down comes from: a list of the hidden sheet 代码, or names of another sheet. */
  readonly choices?: ChoiceId
  /** Several choices may stand in it, with 、 between them. */
  readonly several?: true
  /** Explains the row and is not read. */
  readonly remark?: true
  /** Amounts in yuan, written as numbers. */
  readonly amount?: true
}

export type ChoiceId =
  | 'function'
  | 'economic'
  | 'government-economic'
  | 'flow'
  | 'fund'
  | 'purchase-fund'
  | 'nature'
  | 'origin'
  | 'item'
  | 'asset'
  | 'person'
  | 'flag'
  | 'unit'
  | 'project'

const field = (
  id: string,
  header: string,
  width: number,
  zh: string,
  en: string,
  more: Partial<Pick<Field, 'required' | 'choices' | 'several' | 'remark' | 'amount'>> = {},
): Field => ({ id, header, width, about: { zh, en }, ...more })

const LINE_FIELDS: readonly Field[] = [
  field('unit', '单位', 22, '预算单位名称，见《单位》；部门本级可留空。', 'Unit, as in 单位; blank for the department itself.', {
    choices: 'unit',
  }),
  field(
    'flow',
    '收支',
    12,
    '本年支出、年终结转结余、结余分配。全表没有收入行时，收入由支出按资金来源推出；要自己写收入，就逐行写全（本年收入、上年结转结余……）。留空为本年支出。',
    'Use or source. With no line of income at all, income follows from the uses. Blank is expenditure of the year.',
    { choices: 'flow' },
  ),
  field('fund', '资金性质', 22, '哪一种资金。', 'Which fund.', { choices: 'fund' }),
  field('function', '功能分类', 34, '支出功能分类，选到项级，如“2010301 行政运行”。', 'Function, down to the item.', {
    choices: 'function',
  }),
  field(
    'economic',
    '部门经济分类',
    30,
    '部门预算支出经济分类，选到款级，如“30101 基本工资”。',
    'Economic class of departments.',
    {
      choices: 'economic',
    },
  ),
  field(
    'government-economic',
    '政府经济分类',
    28,
    '政府预算支出经济分类，可留空。',
    'Economic class of government; may be blank.',
    {
      choices: 'government-economic',
    },
  ),
  field(
    'nature',
    '支出性质',
    14,
    '可留空：填了项目的是项目支出，301、303是人员经费，其余经济分类是公用经费。',
    'May be blank: a project makes it project expenditure; 301 and 303 are personnel, the rest running cost.',
    { choices: 'nature' },
  ),
  field('project', '项目', 28, '项目名称，见《项目》；基本支出留空。', 'Project, as in 项目; blank for basic expenditure.', {
    choices: 'project',
  }),
  field(
    'origin',
    '资金来源年度',
    16,
    '本年、上年结转或非财政拨款结余。留空为本年。',
    'Money of the year, carried over, or reserves. Blank is this year.',
    {
      choices: 'origin',
    },
  ),
  field('amount', '金额（元）', 16, '元，最多两位小数。', 'Yuan, with at most two decimals.', { required: true, amount: true }),
  field(
    'items',
    '列入',
    22,
    '另外列入的口径，以顿号分开。30212、30217、30231、31013、30913、30215、30216自动列入，机关运行经费按单位性质自动列入，不用再填。',
    'Other items that it belongs to. Those that its economic class gives need not be named.',
    { choices: 'item', several: true },
  ),
  field(
    'undecided',
    '待定',
    8,
    '“是”表示还要由人判断属于哪里；只有待定的行才可以为负。',
    '是: a person has to say where it belongs.',
    {
      choices: 'flag',
    },
  ),
  field('note', '备注', 30, '不公开。', 'Not published.'),
]

/** Every sheet but 基本信息, which is a list of names and values. */
export const SHEET_FIELDS: Readonly<Record<Exclude<SheetId, 'basic'>, readonly Field[]>> = {
  units: [
    field('code', '单位编码', 14, '单位预算编码。', 'Budget code of the unit.'),
    field('name', '单位名称', 34, '第一行是部门本级。', 'The first is the department itself.', { required: true }),
    field(
      'kind',
      '单位性质',
      26,
      '行政、参照公务员法管理事业单位或事业：行政和参公单位的公用经费列入机关运行经费。',
      'Administrative or institution.',
    ),
    field('grade', '单位规格', 14, '如正科级。', 'Its grade.'),
    field('funding', '经费保障形式', 18, '如财政拨款、自收自支。', 'How it is paid.'),
  ],
  lines: LINE_FIELDS,
  'last-year': LINE_FIELDS,
  projects: [
    field('code', '项目编码', 20, '项目编码，可留空。', 'Code of the project; may be blank.'),
    field('name', '项目名称', 34, '各项目名称须不同。金额在《收支明细》。', 'Names differ. The money is in 收支明细.', {
      required: true,
    }),
    field('function', '功能分类', 30, '印在绩效目标表上的科目，可留空。', 'Function as on its card; may be blank.', {
      choices: 'function',
    }),
    field(
      'purpose',
      '资金用途',
      50,
      '预算规模及资金用途一栏的文字；写{budget}的地方印预算数，{year}印年度。',
      'What the money is for.',
    ),
    field('plan', '资金支出计划', 24, '一个时点一行，如“3月底 20%”。', 'A checkpoint a line, such as 3月底 20%.'),
    field('goals', '绩效目标', 40, '一项一行。', 'A goal a line.'),
    field(
      'until',
      '终止年度',
      10,
      '最后执行年度；长期项目留空。结转下年时据此去掉。',
      'Last year in which it runs; blank runs on.',
    ),
  ],
  indicators: [
    field('project', '项目名称', 30, '见《项目》。', 'As in 项目.', { required: true, choices: 'project' }),
    field('level1', '一级指标', 14, '产出、效益、满意度。', 'Output, benefit, satisfaction.'),
    field('level2', '二级指标', 20, '数量、质量、时效、成本……', 'Quantity, quality, time, cost, …'),
    field('level3', '三级指标', 26, '指标名称。', 'Its name.'),
    field('description', '指标说明', 34, '怎样计算。', 'How it is counted.'),
    field('value', '指标值', 16, '带单位，如≥95%。', 'With its unit.'),
    field('basis', '指标确定依据', 24, '依据。', 'Its basis.'),
  ],
  procurement: [
    field('project', '项目名称', 30, '《项目》中的名称；用公用经费采购的写“日常公用经费”。', 'A project, or 日常公用经费.', {
      required: true,
      choices: 'project',
    }),
    field('goods', '采购物品名称', 26, '买什么。', 'What is bought.'),
    field('catalogue', '政府采购目录序号', 18, '如A02010100。', 'Number in the catalogue.'),
    field('measure', '计量单位', 10, '台、项、吨……', 'Unit of measure.'),
    field('quantity', '数量', 10, '最多两位小数。', 'At most two decimals.'),
    field('unit-price', '单价（元）', 14, '元。', 'Yuan.', { amount: true }),
    field('fund', '资金性质', 22, '哪一种资金支付。', 'Which fund pays.', { choices: 'purchase-fund' }),
    field('amount', '金额（元）', 16, '数量×单价。', 'Quantity × price.', { required: true, amount: true }),
    field('reserved', '预留中小微企业份额（元）', 20, '元。', 'Yuan reserved for small enterprises.', { amount: true }),
    field('fixed-asset', '固定资产', 10, '“是”的列入拟购置固定资产。', '是: becomes a fixed asset.', { choices: 'flag' }),
  ],
  people: [
    field('kind', '人员类别', 16, '行政编制、参公编制、事业编制、离休、退休或其他；一类一行。', 'Kind of people, a row each.', {
      required: true,
      choices: 'person',
    }),
    field('posts', '编制数', 12, '核定的编制；离退休人员留空。', 'Authorised posts; blank for those retired.'),
    field('actual', '实有数', 12, '实有人数。', 'People who are there.'),
  ],
  assets: [
    field('kind', '资产', 20, '房屋（其中：办公用房）、车辆、设备、其他固定资产。', 'Kind of asset.', {
      required: true,
      choices: 'asset',
    }),
    field('count', '数量', 14, '平方米、台、辆；不知道的留空。', 'Square metres or pieces; blank where not known.'),
    field('value', '价值（元）', 16, '元；不知道的留空。', 'Yuan; blank where not known.', { amount: true }),
  ],
  words: [
    field('topic', '主题', 22, '不要改。可以另加一行写别的主题。', 'Leave as it is. More topics may be added.', {
      required: true,
    }),
    field('text', '内容', 90, '印在文字说明中的话。', 'The words of the narrative.'),
    field('about', '说明', 34, '只作说明，不读取。', 'For information; not read.', { remark: true }),
  ],
  glossary: [
    field('term', '名词', 24, '要解释的名词。', 'The term.', { required: true }),
    field('meaning', '解释', 90, '解释。', 'What it means.'),
  ],
  questions: [
    field('zh', '待定事项', 100, '还要由人决定的事；解决一条删一条。', 'What is still to be decided; delete what is done.', {
      required: true,
    }),
    field('en', '英文', 60, '同上，英文。', 'The same in English.'),
  ],
}

/** 基本信息: a row a field. */
export const BASIC_FIELDS: readonly Field[] = [
  field('format', '格式', 26, '账本格式的版本，不要改。', 'Version of the form; leave as it is.', { required: true }),
  field('code', '部门编码', 26, '如455；可留空。', 'Code of the department; may be blank.'),
  field('name', '部门名称', 26, '全称。', 'Full name.', { required: true }),
  field('year', '年度', 26, '四位数。', 'Four digits.', { required: true }),
  field('stage', '阶段', 26, '预算或决算。', '预算 (budget) or 决算 (final account).'),
  field('place', '表式', 26, '哪个地方的公开表式，如hebei。', 'Whose forms are printed.'),
  field('scope', '范围', 26, '部门或单位。', '部门 (department) or 单位 (unit).'),
  field('staff', '在职人数', 26, '上年末；不知道的留空。', 'At the end of last year.'),
  field('offices', '内设机构个数', 26, '不知道的留空。', 'Number of internal offices.'),
]
