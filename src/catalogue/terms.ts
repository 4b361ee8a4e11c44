/** Statutory terms with the wordings that are known to be slips for them. */
export interface Term {
  readonly term: string
  readonly en: string
  /** Printed instead of it. A longer term that contains the slip rightly is given in `unless`. */
  readonly slips: readonly string[]
  readonly unless?: string
  readonly basis: string
}

export const TERMS: readonly Term[] = [
  {
    term: '政府性基金预算',
    en: 'government-managed funds budget',
    slips: ['政府基金预算'],
    basis: '预算法第五条、第九条称“政府性基金预算”',
  },
  {
    term: '上缴上级支出',
    en: 'remittances to superiors',
    slips: ['上解上级支出'],
    basis: '部门预算的支出分类称“上缴上级支出”，“上解”用于政府之间',
  },
  {
    term: '机关运行经费',
    en: 'running cost of government bodies',
    slips: ['机关运行费'],
    basis: '预算法第十四条称“机关运行经费”',
  },
  {
    term: '国有资本经营预算',
    en: 'state capital operations budget',
    slips: ['国有资产经营预算', '国有资本预算'],
    basis: '预算法第五条、第十条称“国有资本经营预算”',
  },
  {
    term: '一般公共预算',
    en: 'general public budget',
    slips: ['一般公共财政预算'],
    basis: '预算法第五条、第六条称“一般公共预算”',
  },
]
