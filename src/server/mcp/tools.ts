/** A tool: an operation of the API under the name by which a model calls it. */
export interface Tool {
  readonly name: string
  readonly operationId: string
  readonly description: string
  /** How its answer is given its citations: see `cite.ts`. */
  readonly cite: 'claims' | 'sums' | 'places' | 'none'
  /** Lines of a page, where the model does not say: what fits into a conversation. */
  readonly limit?: number
}

const FEN = '金额为分（1 元 = 100 分）。Amounts are whole fen (1 yuan = 100 fen).'

/** What can be asked: the same questions as over HTTP. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'list_cuts',
    operationId: 'listCuts',
    cite: 'none',
    description:
      '列出口径及其维度；查事实、合计前先看。The cuts: ways in which the money is covered once, with the dimensions each can be filtered and grouped by. Look here before asking for facts or sums.',
  },
  {
    name: 'find_departments',
    operationId: 'listDepartments',
    cite: 'none',
    limit: 20,
    description: '按名称或地区找部门，得到部门编号。Departments by words of their name and by place; gives their numbers.',
  },
  {
    name: 'list_disclosures',
    operationId: 'listDisclosures',
    cite: 'none',
    description: '一个部门的全部公开文件。Everything a department published; current ones count.',
  },
  {
    name: 'latest_disclosures',
    operationId: 'listLatestDisclosures',
    cite: 'none',
    limit: 20,
    description: '最新收入的公开文件和更正。What came in last: new disclosures and corrections.',
  },
  {
    name: 'get_disclosure',
    operationId: 'getDisclosure',
    cite: 'places',
    description: '一份公开文件的表、口径、没有读出的地方。One disclosure: its tables, cuts and what could not be read.',
  },
  {
    name: 'get_table',
    operationId: 'getTable',
    cite: 'claims',
    description: `一张表的每个数字。Every figure of one table. ${FEN}`,
  },
  {
    name: 'get_claim',
    operationId: 'getClaim',
    cite: 'claims',
    description: '一个数字的出处：文件、页、格。What a figure leads back to: file, page, cell.',
  },
  {
    name: 'list_projects',
    operationId: 'listProjects',
    cite: 'places',
    description: `一份公开文件的项目和绩效目标。Projects with their targets. ${FEN}`,
  },
  {
    name: 'query_facts',
    operationId: 'listFacts',
    cite: 'claims',
    limit: 30,
    description: `一个口径的事实，可按维度、年度、地区、部门筛选。Facts of one cut, filtered. ${FEN}`,
  },
  {
    name: 'sum_facts',
    operationId: 'getSums',
    cite: 'sums',
    description: `合计，可分组（by）。口径不区分的维度会被拒绝，并给出可用的口径。Sums, grouped by dimensions of the cut; others are refused with the cuts that can answer. ${FEN}`,
  },
  {
    name: 'rank_departments',
    operationId: 'getRankings',
    cite: 'sums',
    limit: 20,
    description: `部门按金额排列。Departments by amount, the largest first. ${FEN}`,
  },
  {
    name: 'department_series',
    operationId: 'getDepartmentSeries',
    cite: 'sums',
    description: `一个部门历年的一个数字；不可比时附原因，不给变动率。A department's figure over the years; no rate where it would mean nothing, with the reason. ${FEN}`,
  },
  {
    name: 'place_series',
    operationId: 'getPlaceSeries',
    cite: 'sums',
    description: `一个地区历年的一个数字。A place's figure over the years. ${FEN}`,
  },
  {
    name: 'compare',
    operationId: 'compare',
    cite: 'sums',
    description: `至多六个部门或年度并列；rate 为万分之一。Up to six departments or years side by side; rate is in hundredths of a percent. ${FEN}`,
  },
  {
    name: 'list_findings',
    operationId: 'listFindings',
    cite: 'places',
    limit: 10,
    description: '核对发现：不相符的数字及其算式。What does not agree in published documents, with the equations.',
  },
  {
    name: 'search',
    operationId: 'search',
    cite: 'places',
    limit: 10,
    description: '在说明、名词解释、项目中找词（两个字以上）。Words in narratives, glossaries and names of projects.',
  },
  {
    name: 'get_place',
    operationId: 'getPlace',
    cite: 'none',
    description: '一个地区：上级、下级、公开和核对情况。A place: what lies above and below it, and what was published there.',
  },
]
