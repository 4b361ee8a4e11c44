import { type Cut, CUTS, cutOf, cutsWith } from '../catalogue/cuts.ts'
import { COUNTRY, type Division, division, divisionsAbove, divisionsBelow } from '../catalogue/divisions.ts'
import { isNode, nodeName } from '../catalogue/tree.ts'
import type { Words } from '../budget/finding.ts'
import { asPublic, openStore as openArchiveStore, type Store, type StoreOptions } from '../store/open-store.ts'
import * as contents from '../store/queries/contents.ts'
import * as departments from '../store/queries/departments.ts'
import {
  type CodeDigits,
  type FactDimension,
  type FactFilter,
  type FactSum,
  type GroupKey,
  hasNode,
  servedByRollup,
  sumFacts,
} from '../store/queries/facts.ts'
import type { PageEnd } from '../store/queries/current-pages.ts'
import { type FactRow, listFacts } from '../store/queries/fact-pages.ts'
import { type PublishedEdition, publicEditions } from '../store/queries/editions.ts'
import * as findings from '../store/queries/findings.ts'
import { headCountsOf, type HeadCount } from '../store/queries/head-counts.ts'
import {
  overviewOf,
  type Overview,
  type PlaceBelow,
  placesBelow,
  publishedOf,
  type PublishedLine,
} from '../store/queries/overview.ts'
import { isOfProject, progressOf, type PublicProgress } from '../store/queries/progress.ts'
import * as rankings from '../store/queries/rankings.ts'
import { type Hit, searchPassages } from '../store/queries/search.ts'
import { type Readiness, readiness } from '../store/readiness.ts'
import { pageImageBytes, pageViewBytes } from './check-bytes.ts'
import type { PageView, WantedWords } from './checked.ts'
import { editionFile, editionZip } from './edition-contents.ts'
import { withNodesBelow } from './nodes-below.ts'

export { COUNTRY, cutOf, openArchiveStore }
export { isOfProject }
export type { PublicProgress, PublishedEdition }
export type { FactDimension, FactFilter, FactRow, FactSum, GroupKey, PageEnd, Store as ArchiveStore }
export type { ChangesIn } from '../store/queries/departments.ts'
export type { FindingFilter, FoundRow } from '../store/queries/findings.ts'

/** A question that policy or meaning does not allow, with a sentence why and what can be asked instead. */
export interface QuestionRefused {
  readonly ok: false
  readonly message: Words
  /** Ids of the cuts that carry what was asked for. */
  readonly cuts: readonly string[]
}

export type Answered<T> = { readonly ok: true; readonly value: T } | QuestionRefused

/** Sums with how they were had. */
export interface Sums {
  readonly sums: readonly FactSum[]
  /** From the sums that imports keep, or from every fact. */
  readonly from: 'rollup' | 'facts'
}

/**
 * Everything that has been published, for whoever asks: the portal, the API, other programs. Reads alone; money is whole fen. What adds up is asked of one
 * cut, and a question that no cut can answer is refused with the names of those that exist.
 */
export class Archive {
  readonly #store: Store

  /** As everybody may see it: whatever is asked here, what is withheld is not in the answer. */
  private constructor(store: Store) {
    this.#store = asPublic(store)
  }

  /** @throws StoreUnavailable with a sentence for people */
  static async open(options: StoreOptions): Promise<Archive> {
    return new Archive(await openArchiveStore(options))
  }

  /** Over a store that is open already; closing it is left to whoever opened it. */
  static over(store: Store): Archive {
    return new Archive(store)
  }

  get store(): Store {
    return this.#store
  }

  get notice(): Words | null {
    return this.#store.notice
  }

  async close(): Promise<void> {
    await this.#store.close()
  }

  /** Whether questions can be asked now. */
  readiness(): Promise<Readiness> {
    return readiness(this.#store)
  }

  department(id: number): ReturnType<typeof departments.department> {
    return departments.department(this.#store, id)
  }

  /** Departments by name; `text` may have several words, each must stand in the name. */
  departments(query: {
    readonly text?: string
    readonly division?: string
    readonly after?: readonly [string, number]
    readonly limit: number
    readonly offset?: number
  }): ReturnType<typeof departments.listDepartments> {
    const { text = '', ...rest } = query
    return departments.listDepartments(this.#store, { ...rest, words: wordsOf(text) })
  }

  disclosures(departmentId: number): ReturnType<typeof departments.disclosuresOf> {
    return departments.disclosuresOf(this.#store, departmentId)
  }

  disclosure(departmentId: number, id: number): ReturnType<typeof departments.disclosure> {
    return departments.disclosure(this.#store, departmentId, id)
  }

  latest(query: {
    readonly before?: readonly [string, number]
    readonly limit: number
    readonly division?: string
  }): ReturnType<typeof departments.latestDisclosures> {
    return departments.latestDisclosures(this.#store, query)
  }

  tables(departmentId: number, disclosureId: number): Promise<contents.TableRow[]> {
    return contents.tablesOf(this.#store, departmentId, disclosureId)
  }

  claim(departmentId: number, disclosureId: number, claim: number): ReturnType<typeof contents.claimOf> {
    return contents.claimOf(this.#store, departmentId, disclosureId, claim)
  }

  /** Several claims of one disclosure, by their numbers. */
  claims(departmentId: number, disclosureId: number, claims: readonly number[]): ReturnType<typeof contents.claimsOf> {
    return contents.claimsOf(this.#store, departmentId, disclosureId, claims)
  }

  /** Names of departments by id. */
  departmentNames(ids: readonly number[]): ReturnType<typeof departments.departmentNames> {
    return departments.departmentNames(this.#store, ids)
  }

  /** Another text after every change of what is kept: anywhere, or in a place or department. */
  stamp(where?: departments.ChangesIn): Promise<string> {
    return departments.storeStamp(this.#store, where)
  }

  /** Findings across departments, page by page. */
  findingsAcross(
    filter: findings.FindingFilter,
    page: { readonly after?: PageEnd; readonly limit: number },
  ): Promise<findings.FoundRow[]> {
    return findings.listFindings(this.#store, filter, page)
  }

  findings(departmentId: number, disclosureId: number): Promise<contents.FindingRow[]> {
    return contents.findingsOf(this.#store, departmentId, disclosureId)
  }

  projects(departmentId: number, disclosureId: number): Promise<contents.ProjectRow[]> {
    return contents.projectsOf(this.#store, departmentId, disclosureId)
  }

  passages(departmentId: number, disclosureId: number): Promise<contents.PassageRow[]> {
    return contents.passagesOf(this.#store, departmentId, disclosureId)
  }

  /** Facts themselves, page by page. */
  async facts(filter: FactFilter, page: { readonly after?: PageEnd; readonly limit: number }): Promise<Answered<FactRow[]>> {
    const refused = refusedFor(filter.cut, dimensionsOf(filter))
    return refused ?? { ok: true, value: await listFacts(this.#store, withNodesBelow(filter), page) }
  }

  /** Sums of facts; codes are grouped at `digits` (3 类, 5 款, 7 项). */
  async sums(filter: FactFilter, groupBy: readonly GroupKey[], digits: CodeDigits = 7, most?: number): Promise<Answered<Sums>> {
    const asked = [...groupBy, ...dimensionsOf(filter)]
    const dimensions = asked.filter((key) => key !== 'year' && key !== 'department' && key !== 'division')
    const refused = refusedFor(filter.cut, dimensions)
    if (refused !== null) return refused
    const whole = withNodesBelow(filter)
    const sums = await sumFacts(this.#store, whole, groupBy, { digits, most })
    return { ok: true, value: { sums, from: (await servedByRollup(this.#store, whole, groupBy)) ? 'rollup' : 'facts' } }
  }

  rank(query: Parameters<typeof rankings.rankDepartments>[1]): Promise<rankings.RankRow[]> {
    return rankings.rankDepartments(this.#store, query)
  }

  /** How many published what, and how consistently, in a place and all places in it. */
  counts(divisionCode: string): Promise<rankings.PlaceCount[]> {
    return rankings.countsOf(this.#store, divisionCode)
  }

  /** Words in narratives, glossaries and names of projects; words of one character are passed over. */
  search(query: {
    readonly text: string
    readonly kind?: 'text' | 'term' | 'project'
    readonly division?: string
    readonly limit: number
    readonly offset?: number
  }): Promise<Hit[]> {
    const { text, ...rest } = query
    return searchPassages(this.#store, { ...rest, words: wordsOf(text) })
  }

  /** How much is kept in all. */
  overview(): Promise<Overview> {
    return overviewOf(this.#store)
  }

  /** The places directly below one that have departments; those of the place itself stand under its own code. */
  placesBelow(divisionCode: string): Promise<PlaceBelow[]> {
    return placesBelow(this.#store, divisionCode)
  }

  /** What some departments published: the disclosures that count. */
  published(departmentIds: readonly number[]): Promise<PublishedLine[]> {
    return publishedOf(this.#store, departmentIds)
  }

  /** Sourced counts of the people of a place, where a table of these was loaded. */
  headCounts(divisionCode: string): Promise<HeadCount[]> {
    return headCountsOf(this.#store, divisionCode)
  }

  /** The published file itself; null where it is not kept, or withheld. */
  async file(sha256: string): Promise<Uint8Array | null> {
    return (await departments.isPublicFile(this.#store, sha256)) ? await this.#store.files.read(sha256) : null
  }

  /** A page of a published PDF as a PNG; null where it cannot be drawn. */
  async pageImage(sha256: string, page: number): Promise<Uint8Array | null> {
    const bytes = await this.file(sha256)
    return bytes === null ? null : await pageImageBytes(bytes, page)
  }

  /** The size of a page of a published PDF, and where some words stand on it; null where it has no such page. */
  async pageView(sha256: string, page: number, words: readonly WantedWords[]): Promise<PageView | null> {
    const bytes = await this.file(sha256)
    return bytes === null ? null : await pageViewBytes(bytes, page, words)
  }

  /** Publications that were made here: of a budget, or of a department; the newest first. */
  editions(of: Parameters<typeof publicEditions>[1]): Promise<PublishedEdition[]> {
    return publicEditions(this.#store, of)
  }

  /** A file of a public edition; null where there is none. */
  async editionFile(budget: number, n: number, path: string): Promise<Uint8Array | null> {
    const edition = (await this.editions({ budget })).find((each) => each.n === n)
    return edition === undefined ? null : await editionFile(this.#store, edition, path)
  }

  /** All of a public edition as a zip; null where there is none. */
  async editionZip(budget: number, n: number): Promise<Uint8Array | null> {
    const edition = (await this.editions({ budget })).find((each) => each.n === n)
    return edition === undefined ? null : await editionZip(this.#store, edition)
  }

  /** What was made public of the projects of a disclosure through their year. */
  progress(departmentId: number, disclosureId: number): Promise<PublicProgress[]> {
    return progressOf(this.#store, departmentId, disclosureId)
  }

  cuts(): readonly Cut[] {
    return CUTS
  }

  division(code: string): Division | null {
    return division(code)
  }

  /** A place and all that it lies in, the nearest first. */
  divisionsAbove(code: string): Division[] {
    return divisionsAbove(code)
  }

  divisionsBelow(code: string): Division[] {
    return divisionsBelow(code)
  }

  /** Whether a node is one of ours, or stands in something that was published: a code that no list has may well be printed. Any name may be a project's. */
  async isKnown(dimension: FactDimension, node: string): Promise<boolean> {
    return dimension === 'project' || isNode(dimension, node) || (await hasNode(this.#store, dimension, node))
  }

  /** What people call a node of a dimension in a year. */
  nodeName(dimension: FactDimension, node: string, year: number | null): Words {
    return nodeName(dimension, node, year)
  }
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,，、。;；]+/u).filter((word) => word !== '')
}

function dimensionsOf({ nodes, exact }: FactFilter): FactDimension[] {
  return [...new Set([...Object.keys(nodes ?? {}), ...Object.keys(exact ?? {})])] as FactDimension[]
}

function refusedFor(cutId: string, dimensions: readonly FactDimension[]): QuestionRefused | null {
  const cut = cutOf(cutId)
  if (cut === null) {
    const all = CUTS.map((each) => each.id)
    return {
      ok: false,
      cuts: all,
      message: {
        zh: `没有“${cutId}”这一口径。可用的口径：${all.join('、')}。`,
        en: `There is no cut “${cutId}”. There are: ${all.join(', ')}.`,
      },
    }
  }
  const missing = dimensions.filter((dimension) => !cut.dimensions.includes(dimension))
  if (missing.length === 0) return null
  const cuts = cutsWith(dimensions).map((each) => each.id)
  const others =
    cuts.length === 0
      ? { zh: '没有一个口径同时具有这些维度。', en: 'No cut has all of these dimensions.' }
      : { zh: `具有这些维度的口径：${cuts.join('、')}。`, en: `Cuts that have them: ${cuts.join(', ')}.` }
  return {
    ok: false,
    cuts,
    message: {
      zh: `口径“${cut.name.zh}”不区分 ${missing.join('、')}：同一笔钱在不同口径中各出现一次，不能跨口径相加。${others.zh}`,
      en: `The cut “${cut.name.en}” does not tell ${missing.join(', ')} apart: the same money stands once in each cut and is not added up across two. ${others.en}`,
    },
  }
}
