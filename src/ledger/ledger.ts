import type { Fen } from '../budget/amount.ts'
import type { ProcurementLine, ProjectTarget } from '../budget/account.ts'
import type { Words } from '../budget/finding.ts'
import type { PersonKindId } from './person-kinds.ts'

/** The version of the ledger's documented form. A reader of one version refuses another. */
export const LEDGER_FORMAT = 'mingzhang/ledger/1'

/**
 * What one department (or unit) plans to receive and to spend in one year, with everything that its disclosure prints beside money.
 * Codes and nodes are those of the catalogue; an empty text is "not said". Every amount is whole fen.
 */
export interface Ledger {
  readonly department: { readonly code: string; readonly name: string }
  readonly year: number
  readonly stage: 'budget' | 'final'
  /** Id of the place whose forms are printed. */
  readonly place: string
  readonly scope: 'department' | 'unit'
  /** People, internal offices: whole numbers. Null is not known. */
  readonly staff: number | null
  readonly offices: number | null
  readonly units: readonly LedgerUnit[]
  readonly lines: readonly Line[]
  /** Last year's money, as far as it is known: changes are counted from it. */
  readonly lastYear: readonly Line[]
  readonly projects: readonly LedgerProject[]
  readonly procurement: readonly Purchase[]
  /** Who the basic expenditure is counted from; printed nowhere. */
  readonly people: readonly People[]
  readonly assets: readonly Asset[]
  /** Words of the narrative by topic, see `WORD_TOPICS`. */
  readonly words: Readonly<Record<string, string>>
  readonly glossary: readonly { readonly term: string; readonly meaning: string }[]
  /** What a person still has to decide. */
  readonly questions: readonly Words[]
}

export interface LedgerUnit {
  readonly code: string
  readonly name: string
  /** 行政, 参照公务员法管理事业单位, 事业, … */
  readonly kind: string
  readonly grade: string
  /** How it is paid: 财政拨款, 自收自支, … */
  readonly funding: string
}

/** Which money pays it: the year's, what was left of earlier years, or reserves that are no appropriation. */
export type Origin = 'this-year' | 'carried' | 'reserves'

/** A line of money. Blank nodes are derived where a rule gives them (see `accountOf`); else the money belongs to no part of that dimension. */
export interface Line {
  /** Name of the unit; empty for the department itself. */
  readonly unit: string
  /** Node of `flow`. */
  readonly flow: string
  readonly fund: string
  readonly function: string
  readonly economic: string
  readonly governmentEconomic: string
  readonly nature: string
  /** Name of the project. */
  readonly project: string
  readonly origin: Origin
  /** Below zero only where `undecided` says that it takes back what another line counts too. */
  readonly amount: Fen
  /** Nodes of `item` that it belongs to beside those that its economic class gives. */
  readonly items: readonly string[]
  /** A person still has to say where it belongs. */
  readonly undecided: boolean
  readonly note: string
}

export interface LedgerProject extends ProjectTarget {
  /** Last year in which it runs; null runs on. */
  readonly until: number | null
}

export interface Purchase extends ProcurementLine {
  /** It becomes a fixed asset (拟购置固定资产). */
  readonly fixedAsset: boolean
}

/** People of one kind. Whole numbers; null is not known. */
export interface People {
  readonly kind: PersonKindId
  /** Authorised posts (编制数); nobody has them but those who serve. */
  readonly posts: number | null
  /** Who is there (实有数). */
  readonly actual: number | null
}

export interface Asset {
  /** Node of `asset`. */
  readonly kind: string
  /** Hundredths of a piece or of a square metre. Null is blank. */
  readonly count: number | null
  readonly value: Fen | null
}

/** A line with nothing said but its amount. */
export const BLANK_LINE: Line = {
  unit: '',
  flow: 'expenditure',
  fund: '',
  function: '',
  economic: '',
  governmentEconomic: '',
  nature: '',
  project: '',
  origin: 'this-year',
  amount: 0,
  items: [],
  undecided: false,
  note: '',
}

/** What the narrative says in words, by the key in `Ledger.words`. Any other key is kept too. */
export const WORD_TOPICS: Readonly<Record<string, Words>> = {
  mission: { zh: '部门是什么机构，接在“……是”后面', en: 'what the department is, after 是' },
  duties: { zh: '主要职责，一项一行', en: 'duties, a line each' },
  offices: { zh: '内设机构名称，以顿号分开', en: 'names of the internal offices' },
  'basic-reason': { zh: '基本支出比上年增减的原因', en: 'why basic expenditure changes' },
  'project-reason': { zh: '项目支出比上年增减的原因', en: 'why project expenditure changes' },
  'running-cost-use': { zh: '机关运行经费的用途', en: 'what running cost is used for' },
  'abroad-reason': { zh: '因公出国（境）费增减的原因', en: 'why travel abroad changes' },
  'vehicles-reason': { zh: '公务用车购置及运行维护费增减的原因', en: 'why vehicles change' },
  'vehicle-purchase-reason': { zh: '公务用车购置费增减的原因', en: 'why vehicles bought change' },
  'vehicle-running-reason': { zh: '公务用车运行维护费增减的原因', en: 'why running vehicles changes' },
  'reception-reason': { zh: '公务接待费增减的原因', en: 'why reception changes' },
  'overall-goal': { zh: '部门总体绩效目标', en: 'overall performance target' },
  'part-goals': { zh: '分项绩效目标，一项一行', en: 'partial targets, a line each' },
  safeguards: { zh: '实现目标的保障措施', en: 'how the targets are secured' },
  'special-funds': { zh: '专项资金绩效目标；没有的留空', en: 'targets of special funds; blank where there are none' },
  other: { zh: '其他需要说明的事项', en: 'anything else to be explained' },
}
