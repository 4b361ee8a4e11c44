import type { Claim } from './claim.ts'
import type { Problem, Words } from './finding.ts'
import type { Place, Text } from './place.ts'
import type { Dimension, Slice } from './slice.ts'

/**
 * What was read from one disclosure: the bridge between `forms`, which makes it, and `checks`, which sees nothing else.
 * No form and no format can be recognised in it: a claim's meaning is its slice.
 */
export interface Reading {
  readonly disclosure: Disclosure
  readonly forms: readonly FormReading[]
  readonly claims: readonly Claim[]
  readonly cards: readonly Card[]
  readonly sentences: readonly Sentence[]
  /** Words that a law compares with code lists, headings and each other. */
  readonly names: readonly PrintedName[]
  readonly series: readonly Series[]
  readonly organisation: readonly Unit[]
  readonly sections: readonly Section[]
  readonly glossary: readonly { readonly term: Text; readonly meaning: string }[]
  readonly paragraphs: readonly Text[]
  /** Headings and labels of the recognised forms, as printed: what terms are compared with. */
  readonly printedLabels: readonly Text[]
  readonly problems: readonly Problem[]
  /** Places that may be read in another way: the checks choose. */
  readonly doubts: readonly Doubt[]
  /** Whether rows and columns were found by their looks (PDF), so that much that fails together may be our reading. */
  readonly byLooks: boolean
  /** Numbers of the tables whose columns were found by the alignment of their text, without rules. */
  readonly unruledTables?: readonly number[]
}

/**
 * Another way of reading some claims, which stand or fall together: another unit, figures one column further. It is taken where it mends
 * what is broken, so that a misreading is never told as a misprint.
 */
export interface Doubt {
  readonly kind: 'unit' | 'shift' | 'joined'
  /** What is said of it once it is taken. */
  readonly message: Words
  readonly place: Place
  readonly changes: readonly Rereading[]
}

/** What one claim says under another reading. */
export interface Rereading {
  /** Index in `Reading.claims`. */
  readonly claim: number
  readonly as: Pick<Claim, 'printed' | 'state' | 'value' | 'precision' | 'style' | 'place'> & Partial<Pick<Claim, 'readings'>>
}

/** Who published this, for when. */
export interface Disclosure {
  readonly department: { readonly code?: string; readonly name?: string }
  readonly year: number | null
  readonly stage: 'budget' | 'final'
  readonly scope: 'department' | 'unit'
  readonly units: readonly string[]
  /** Id of the place whose set of tables this is; null for one that is not known. */
  readonly place: string | null
  /** The tables that are due in that place, by form id, with their usual titles. */
  readonly required?: readonly { readonly form: string; readonly title: string }[]
}

/** One printed table that was recognised (or not). */
export interface FormReading {
  readonly form: string
  readonly title: string
  readonly state: 'read' | 'empty' | 'inferred' | 'unread'
  readonly place: Place
  /** What the whole form narrows to. */
  readonly slice: Slice
  /** Dimensions on which the printed nodes are all the parts there are, so that they must add up. */
  readonly complete: readonly Dimension[]
  /** Of these, the dimensions whose parts must cover every node of the tree before they are added up: prose may leave one out. */
  readonly covering?: readonly Dimension[]
  /** Dimensions whose parts are spread over all printings of this form: the projects of the cards. */
  readonly across?: readonly Dimension[]
  /** Whether a code that other tables have and this one has not is a missing row: a list of all codes with money. */
  readonly listing?: Dimension
  /** "注：无…，空表列示。" under the table, where it is printed. */
  readonly emptyNote: Text | null
  /** Whether some printed figure of it is not zero. */
  readonly hasMoney: boolean
}

/** A performance target card (项目绩效目标表). */
export interface Card {
  readonly form: string
  readonly index: number
  readonly table: number
  /** The heading printed above it. */
  readonly title: string
  readonly place: Place
  readonly fields: Readonly<Record<string, Text>>
  /** Indices in `Reading.claims`. */
  readonly budget: number | null
  readonly sources: readonly number[]
  readonly plan: readonly Checkpoint[]
  readonly goals: readonly Text[]
  readonly indicators: readonly Indicator[]
}

/** One step of a card's spending plan (资金支出计划): what share of the budget is spent by then. */
export interface Checkpoint {
  readonly checkpoint: string
  readonly printed: string
  /** Per cent; null where nothing, or nothing readable, is printed. */
  readonly value: number | null
  readonly place: Place
}

/** A third-level performance indicator with its path. */
export interface Indicator {
  readonly level1: string
  readonly level2: string
  readonly level3: string
  readonly description: string
  readonly value: string
  readonly basis: string
  readonly place: Place
  readonly places: Readonly<Record<'level1' | 'level2' | 'level3' | 'description' | 'value' | 'basis', Place>>
}

/** A sentence of the narrative that carries figures. */
export interface Sentence {
  readonly section: string
  readonly text: string
  readonly place: Place
  /** Indices in `Reading.claims`. */
  readonly claims: readonly number[]
}

/** A printed name beside the node that its row denotes. */
export interface PrintedName {
  readonly dimension: Dimension
  readonly code: string | null
  readonly printed: string
  readonly place: Place
  readonly table: number
  /** Where the code itself is printed. */
  readonly codePlace?: Place
  /** The code as printed, where the row was read as another one because its name says so. */
  readonly printedCode?: string
}

/** Numbers that should count on: serial numbers, column numbers, ordinals of sections. */
export interface Series {
  readonly kind: 'serial' | 'column' | 'ordinal' | 'part' | 'section' | 'card' | 'goal'
  readonly table: number | null
  readonly entries: readonly {
    readonly printed: string
    readonly value: number | null
    readonly place: Place
    readonly label: string
  }[]
}

/** A row of the organisation table (机构设置). */
export interface Unit {
  readonly name: string
  readonly kind: string
  readonly grade: string
  readonly funding: string
  readonly place: Place
}

/** A heading of the narrative with what stands below it. */
export interface Section {
  readonly title: string
  readonly ordinal: string
  readonly level: number
  readonly place: Place
  readonly paragraphs: readonly Text[]
  /** What the section is about, where that is known: `duties`, `glossary`, `running-cost`, … */
  readonly topic: string | null
}
