import type { Words } from '../../budget/finding.ts'
import type { SheetId } from '../judge-ledger.ts'

/**
 * The columns of a ledger's sheets: the same in the workbook, in the CSV files and, under `id`, in ledger.json. One description from
 * which all three are written, read, explained and documented.
 */
export interface Field {
  readonly id: string
  /** Its heading in files, which are Chinese. */
  readonly header: string
  /** Its heading for people; in Chinese the same. */
  readonly name: Words
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
  /** All that may stand in it, where that is a handful: the first is meant by a blank. `places` are those whose forms can be printed. */
  readonly options?: readonly FieldOption[] | 'places'
  /** The program writes it: people are shown it in words and do not change it. */
  readonly fixed?: true
}

/** A text that may stand in a field, as it is read, with its name for people. */
export interface FieldOption {
  readonly text: string
  readonly name: Words
}

export const STAGES = [
  { id: 'budget', text: '预算', name: { zh: '预算', en: 'Budget' } },
  { id: 'final', text: '决算', name: { zh: '决算', en: 'Final account' } },
] as const
export const SCOPES = [
  { id: 'department', text: '部门', name: { zh: '部门', en: 'Department' } },
  { id: 'unit', text: '单位', name: { zh: '单位', en: 'Unit' } },
] as const

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
  name: string,
  width: number,
  zh: string,
  en: string,
  more: Partial<Pick<Field, 'required' | 'choices' | 'several' | 'remark' | 'amount' | 'options' | 'fixed'>> = {},
): Field => ({ id, header, name: { zh: header, en: name }, width, about: { zh, en }, ...more })

const LINE_FIELDS: readonly Field[] = [
  field(
    'unit',
    '单位',
    'Unit',
    22,
    '预算单位名称，见《单位》；部门本级可留空。',
    'Unit, as in Units (单位); blank for the department itself.',
    {
      choices: 'unit',
    },
  ),
  field(
    'flow',
    '收支',
    'Use or source',
    12,
    '本年支出、年终结转结余、结余分配。全表没有收入行时，收入由支出按资金来源推出；要自己写收入，就逐行写全（本年收入、上年结转结余……）。留空为本年支出。',
    'Use or source. With no line of income at all, income follows from the uses. Blank is expenditure of the year.',
    { choices: 'flow' },
  ),
  field('fund', '资金性质', 'Fund', 22, '哪一种资金。', 'Which fund.', { choices: 'fund' }),
  field('function', '功能分类', 'Function', 34, '支出功能分类，选到项级，如“2010301 行政运行”。', 'Function, down to the item.', {
    choices: 'function',
  }),
  field(
    'economic',
    '部门经济分类',
    'Economic class',
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
    "Government's class",
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
    'Kind',
    14,
    '可留空：填了项目的是项目支出，301、303是人员经费，其余经济分类是公用经费。',
    'May be blank: a project makes it project expenditure; 301 and 303 are personnel, the rest running cost.',
    { choices: 'nature' },
  ),
  field(
    'project',
    '项目',
    'Project',
    28,
    '项目名称，见《项目》；基本支出留空。',
    'Project, as in Projects (项目); blank for basic expenditure.',
    {
      choices: 'project',
    },
  ),
  field(
    'origin',
    '资金来源年度',
    'Money of',
    16,
    '本年、上年结转或非财政拨款结余。留空为本年。',
    'Money of the year, carried over, or reserves. Blank is this year.',
    {
      choices: 'origin',
    },
  ),
  field('amount', '金额（元）', 'Amount (yuan)', 16, '元，最多两位小数。', 'Yuan, with at most two decimals.', {
    required: true,
    amount: true,
  }),
  field(
    'items',
    '列入',
    'Also in',
    22,
    '另外列入的口径，以顿号分开。30212、30217、30231、31013、30913、30215、30216自动列入，机关运行经费按单位性质自动列入，不用再填。',
    'Other items that it belongs to. Those that its economic class gives need not be named.',
    { choices: 'item', several: true },
  ),
  field(
    'undecided',
    '待定',
    'Undecided',
    8,
    '“是”表示还要由人判断属于哪里；只有待定的行才可以为负。',
    '是: a person has to say where it belongs.',
    {
      choices: 'flag',
    },
  ),
  field('note', '备注', 'Note', 30, '不公开。', 'Not published.'),
]

/** Every sheet but 基本信息, which is a list of names and values. */
export const SHEET_FIELDS: Readonly<Record<Exclude<SheetId, 'basic'>, readonly Field[]>> = {
  units: [
    field('code', '单位编码', 'Code', 14, '单位预算编码。', 'Budget code of the unit.'),
    field('name', '单位名称', 'Unit', 34, '第一行是部门本级。', 'The first is the department itself.', {
      required: true,
    }),
    field(
      'kind',
      '单位性质',
      'Kind of unit',
      26,
      '行政、参照公务员法管理事业单位或事业：行政和参公单位的公用经费列入机关运行经费。',
      'Administrative or institution.',
    ),
    field('grade', '单位规格', 'Grade', 14, '如正科级。', 'Its grade.'),
    field('funding', '经费保障形式', 'Funding', 18, '如财政拨款、自收自支。', 'How it is paid.'),
  ],
  lines: LINE_FIELDS,
  'last-year': LINE_FIELDS,
  projects: [
    field('code', '项目编码', 'Code', 20, '项目编码，可留空。', 'Code of the project; may be blank.'),
    field(
      'name',
      '项目名称',
      'Project',
      34,
      '各项目名称须不同。金额在《收支明细》。',
      'Names differ. The money is in Lines (收支明细).',
      {
        required: true,
      },
    ),
    field('function', '功能分类', 'Function', 30, '印在绩效目标表上的科目，可留空。', 'Function as on its card; may be blank.', {
      choices: 'function',
    }),
    field(
      'purpose',
      '资金用途',
      'Purpose',
      50,
      '预算规模及资金用途一栏的文字；写{budget}的地方印预算数，{year}印年度。',
      'What the money is for.',
    ),
    field(
      'plan',
      '资金支出计划',
      'Plan of spending',
      24,
      '一个时点一行，如“3月底 20%”。',
      'A checkpoint a line, such as 3月底 20%.',
    ),
    field('goals', '绩效目标', 'Goals', 40, '一项一行。', 'A goal a line.'),
    field(
      'until',
      '终止年度',
      'Last year it runs',
      10,
      '最后执行年度；长期项目留空。结转下年时据此去掉。',
      'Last year in which it runs; blank runs on.',
    ),
  ],
  indicators: [
    field('project', '项目名称', 'Project', 30, '见《项目》。', 'As in Projects (项目).', {
      required: true,
      choices: 'project',
    }),
    field('level1', '一级指标', 'Level 1', 14, '产出、效益、满意度。', 'Output, benefit, satisfaction.'),
    field('level2', '二级指标', 'Level 2', 20, '数量、质量、时效、成本……', 'Quantity, quality, time, cost, …'),
    field('level3', '三级指标', 'Indicator', 26, '指标名称。', 'Its name.'),
    field('description', '指标说明', 'How it is counted', 34, '怎样计算。', 'How it is counted.'),
    field('value', '指标值', 'Value', 16, '带单位，如≥95%。', 'With its unit.'),
    field('basis', '指标确定依据', 'Basis', 24, '依据。', 'Its basis.'),
  ],
  procurement: [
    field(
      'project',
      '项目名称',
      'Project',
      30,
      '《项目》中的名称；用公用经费采购的写“日常公用经费”。',
      'A project, or 日常公用经费.',
      {
        required: true,
        choices: 'project',
      },
    ),
    field('goods', '采购物品名称', 'Goods', 26, '买什么。', 'What is bought.'),
    field('catalogue', '政府采购目录序号', 'Catalogue no.', 18, '如A02010100。', 'Number in the catalogue.'),
    field('measure', '计量单位', 'Measure', 10, '台、项、吨……', 'Unit of measure.'),
    field('quantity', '数量', 'Quantity', 10, '最多两位小数。', 'At most two decimals.'),
    field('unit-price', '单价（元）', 'Unit price (yuan)', 14, '元。', 'Yuan.', { amount: true }),
    field('fund', '资金性质', 'Fund', 22, '哪一种资金支付。', 'Which fund pays.', { choices: 'purchase-fund' }),
    field('amount', '金额（元）', 'Amount (yuan)', 16, '数量×单价。', 'Quantity × price.', {
      required: true,
      amount: true,
    }),
    field(
      'reserved',
      '预留中小微企业份额（元）',
      'For small enterprises (yuan)',
      20,
      '元。',
      'Yuan reserved for small enterprises.',
      { amount: true },
    ),
    field('fixed-asset', '固定资产', 'Fixed asset', 10, '“是”的列入拟购置固定资产。', '是: becomes a fixed asset.', {
      choices: 'flag',
    }),
  ],
  people: [
    field(
      'kind',
      '人员类别',
      'Kind of people',
      16,
      '行政编制、参公编制、事业编制、离休、退休或其他；一类一行。',
      'Kind of people, a row each.',
      {
        required: true,
        choices: 'person',
      },
    ),
    field('posts', '编制数', 'Posts', 12, '核定的编制；离退休人员留空。', 'Authorised posts; blank for those retired.'),
    field('actual', '实有数', 'People', 12, '实有人数。', 'People who are there.'),
  ],
  assets: [
    field('kind', '资产', 'Asset', 20, '房屋（其中：办公用房）、车辆、设备、其他固定资产。', 'Kind of asset.', {
      required: true,
      choices: 'asset',
    }),
    field('count', '数量', 'Quantity', 14, '平方米、台、辆；不知道的留空。', 'Square metres or pieces; blank where not known.'),
    field('value', '价值（元）', 'Value (yuan)', 16, '元；不知道的留空。', 'Yuan; blank where not known.', {
      amount: true,
    }),
  ],
  words: [
    field('topic', '主题', 'Topic', 22, '不要改。可以另加一行写别的主题。', 'Leave as it is. More topics may be added.', {
      required: true,
    }),
    field('text', '内容', 'Words', 90, '印在文字说明中的话。', 'The words of the narrative.'),
    field('about', '说明', 'About', 34, '只作说明，不读取。', 'For information; not read.', { remark: true }),
  ],
  glossary: [
    field('term', '名词', 'Term', 24, '要解释的名词。', 'The term.', { required: true }),
    field('meaning', '解释', 'Meaning', 90, '解释。', 'What it means.'),
  ],
  questions: [
    field(
      'zh',
      '待定事项',
      'To be decided',
      100,
      '还要由人决定的事；解决一条删一条。',
      'What is still to be decided; delete what is done.',
      {
        required: true,
      },
    ),
    field('en', '英文', 'In English', 60, '同上，英文。', 'The same in English.'),
  ],
}

/** 基本信息: a row a field. */
export const BASIC_FIELDS: readonly Field[] = [
  field('format', '格式', 'Format', 26, '账本格式的版本，不要改。', 'Version of the format; leave as it is.', {
    required: true,
    fixed: true,
  }),
  field('code', '部门编码', 'Code of the department', 26, '如455；可留空。', 'Such as 455; may be blank.'),
  field('name', '部门名称', 'Name of the department', 26, '全称。', 'Full name.', { required: true }),
  field('year', '年度', 'Year', 26, '四位数。', 'Four digits.', { required: true }),
  field('stage', '阶段', 'Stage', 26, '预算或决算。', '预算 (budget) or 决算 (final account).', { options: STAGES }),
  field('place', '表式', 'Forms', 26, '哪个地方的公开表式，如hebei。', 'Whose forms are printed, such as hebei.', {
    options: 'places',
  }),
  field('scope', '范围', 'Scope', 26, '部门或单位。', '部门 (department) or 单位 (unit).', { options: SCOPES }),
  field('staff', '在职人数', 'People in post', 26, '上年末；不知道的留空。', 'At the end of last year.'),
  field('offices', '内设机构个数', 'Internal offices', 26, '不知道的留空。', 'Number of internal offices.'),
]
