import type { Language } from '../language.ts'
import { address, type Params } from './address.ts'

/**
 * What a view of the portal shows, in short. Its picture, its embed, its share box and what its head says to programs that show links are all made from
 * this one description; a new view needs no more than one of these.
 */
export interface Card {
  readonly title: string
  /** The title is in a document's own words, which are Chinese whatever the page's language. */
  readonly chinese: boolean
  /** The line below the title: whose it is, of which year. */
  readonly kind: string
  /** The figures that people come for, four at most. */
  readonly items: readonly CardItem[]
  readonly table: CardTable | null
  /** What is said where there is nothing to show. */
  readonly notice?: string
  /** Where the view itself stands. */
  readonly at: ViewAddress
}

export interface CardItem {
  readonly label: string
  /** Whole fen, or words where no amount is printed. */
  readonly value: number | string
}

export interface CardTable {
  /** The first is what a row is about. */
  readonly columns: readonly { readonly label: string; readonly amounts: boolean }[]
  readonly rows: readonly (readonly CardCell[])[]
  /** In a document's own words. */
  readonly chinese: boolean
}

export interface CardCell {
  readonly text: string
  /** More about it, below it. */
  readonly note?: string
  /** Blank in the source: not the same as no cell at all. */
  readonly blank?: true
  /** Path of the page of what is printed here. */
  readonly href?: string
}

/** A path of the portal and the parts of its query that say what is shown, without the language. */
export interface ViewAddress {
  readonly path: string
  readonly params: Params
}

/** The page of a view, its picture beside it, and its embed; paths with their queries. */
export function viewAddresses(
  { path, params }: ViewAddress,
  language: Language,
): { readonly page: string; readonly image: string; readonly embed: string } {
  return {
    page: address(language, path, params),
    image: address(language, cardPath(path), params),
    embed: address(language, embedPath(path), params),
  }
}

/** Where the picture of what stands at a path is, as a drawing and in pixels, which all programs show; of a pattern of paths, the pattern. */
export function cardPath(path: string, type: 'svg' | 'png' = 'png'): string {
  return `${path}/card.${type}`
}

/** Where the embed of what stands at a path is; of a pattern of paths, the pattern. */
export function embedPath(path: string): string {
  return `/embed${path}`
}
