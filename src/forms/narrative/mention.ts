import type { Slice } from '../../budget/slice.ts'
import type { NarrativeParagraph } from '../read-sentences.ts'
import type { Squeezed } from '../squeeze.ts'
import type { PrintedFigure } from './figures.ts'

/** What some figures of a text are figures of: one amount, with its earlier years and stages, its changes and its shares. */
export interface Topic {
  /** Slices that it may be, the likeliest first, without year and stage. */
  readonly options: readonly Slice[]
  /** The fund that the words or the headings above say; null where a reader must know it. */
  readonly fund: string | null
  /** 收支总计: sources and uses alike. */
  readonly both: boolean
  /** The context leaves it open which it is: it is one only if another figure of the document says so. */
  readonly open: boolean
}

/** A paragraph with its text as the grammar reads it. */
export interface ReadableParagraph {
  readonly source: NarrativeParagraph
  readonly squeezed: Squeezed
}

/** A figure with what it says of its topic. */
export interface Mention {
  readonly kind: 'amount' | 'change' | 'growth' | 'share' | 'completion' | 'count' | 'year'
  readonly paragraph: ReadableParagraph
  readonly topic: Topic
  readonly figure: PrintedFigure
  /** Of a change: what the words of direction say. 0: no change. */
  readonly sign: -1 | 0 | 1
  /** Where the claim's print begins: the word of direction, or the figure. */
  readonly from: number
  readonly printed: string
  /** Year and stage of an amount; year and stage of what a change is reckoned from. */
  readonly when: Slice
  /** What an amount is listed as a part of. */
  readonly partOf?: Topic
  /** What a percentage is reckoned from. */
  readonly ratio?: {
    readonly of?: Mention
    readonly to?: Mention
    readonly change?: Mention
    /** Of a share whose whole is named and stands in no figure of the paragraph: the slices that it may be. Empty: words not known here. */
    readonly wholes?: readonly Slice[]
  }
}
