import type { Place } from '../../budget/place.ts'
import type { Asking } from '../api/asking.ts'
import { citationOf, placeOf, sourcePath } from '../api/present.ts'
import type { Tool } from './tools.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Item = { readonly [key: string]: Json }

/** A question of the API, answered in this process. */
export type AskPath = (path: string) => Promise<unknown>

/** Sums in one answer: each is led back to its facts. */
const MOST_SUMS = 40
/** Facts that a sum shows for itself; `href` has them all. */
const FACTS_OF_SUM = 3

/** An answer in which every figure carries what it leads back to: file, hash, page, cell, address. */
export async function withCitations(asking: Asking, ask: AskPath, { cite }: Tool, answer: unknown): Promise<Item> {
  const whole = answer as Item
  if (cite === 'none') return whole
  const items = Array.isArray(whole['items']) ? (whole['items'] as readonly Item[]) : null
  if (cite === 'claims') return items === null ? citedTable(whole) : { ...whole, items: await citedFacts(asking, items) }
  if (cite === 'places') return items === null ? citedPlaces(whole) : { ...whole, items: items.map(citedPlaces) }
  if (items === null) return whole
  const shown = items.slice(0, MOST_SUMS)
  const cited: Item[] = []
  for (const item of shown) cited.push(await citedSum(asking, ask, item))
  return {
    ...whole,
    items: cited,
    ...(items.length > shown.length ? { shown: shown.length, of: items.length, note: NARROWER } : {}),
  }
}

const NARROWER = '只列出前面的若干组：请缩小范围。Only the first groups are shown: narrow the question.'

async function citedSum(asking: Asking, ask: AskPath, item: Item): Promise<Item> {
  const { href } = item
  if (typeof href !== 'string') return { ...item, citations: [] }
  const { items, next } = (await ask(`${href}&limit=${FACTS_OF_SUM}`)) as { items: readonly Item[]; next: string | null }
  const facts = await citedFacts(asking, items)
  return {
    ...item,
    citations: facts.map(({ amount = null, citation = null }) => ({ amount, citation })),
    ...(next === null ? {} : { moreCitations: href }),
  }
}

/** Facts each with the claim that says so, looked up once for each disclosure. */
async function citedFacts(asking: Asking, items: readonly Item[]): Promise<Item[]> {
  const places = items.map((item) => {
    const [department, disclosure, claim] = String(item['href']).split('/').slice(-3).map(Number)
    return { item, department: department ?? 0, disclosure: disclosure ?? 0, claim: claim ?? 0 }
  })
  const groups = Map.groupBy(places, ({ department, disclosure }) => `${department} ${disclosure}`)
  const citations = new Map<Item, Json>()
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const { department, disclosure } = first
    const claims = await asking.archive.claims(
      department,
      disclosure,
      group.map(({ claim }) => claim),
    )
    for (const { item, claim } of group) {
      const found = claims.get(claim)
      const of = {
        departmentId: department,
        disclosureId: disclosure,
        file: String(item['file']),
        sha256: String(item['sha256']),
      }
      if (found !== undefined) citations.set(item, citationOf(asking, of, claim, found.claim) as unknown as Json)
    }
  }
  return items.map((item) => ({ ...item, citation: citations.get(item) ?? null }))
}

/** A table says its file once; each of its figures says it by itself too. */
function citedTable(table: Item): Item {
  const { claims, file, sha256 } = table
  if (!Array.isArray(claims)) return table
  return { ...table, claims: (claims as readonly Item[]).map((claim) => ({ ...claim, ...placed(claim, file, sha256) })) }
}

/** Findings, passages, projects and problems stand at places of one file. */
function citedPlaces(item: Item): Item {
  const { file, sha256 } = item
  const card = item['card'] as { budget?: { place?: Place }; place?: Place } | undefined
  const places = [
    ...(Array.isArray(item['places']) ? (item['places'] as unknown as readonly Place[]) : []),
    ...(item['place'] === undefined ? [] : [item['place'] as unknown as Place]),
    ...(card?.budget?.place === undefined ? (card?.place === undefined ? [] : [card.place]) : [card.budget.place]),
  ]
  const citations = (places.length === 0 ? [{}] : places).map((place) =>
    placed({ place: place as unknown as Json }, file, sha256),
  )
  return { ...item, citations: citations.map(({ citation = null }) => citation) }
}

function placed(of: Item, file: Json | undefined, sha256: Json | undefined): Item {
  const place = (of['place'] ?? {}) as Place
  const source = sourcePath(String(sha256))
  return {
    citation: {
      file: file ?? null,
      sha256: sha256 ?? null,
      source,
      picture: place.page === undefined ? null : `${source}/page/${place.page}.png`,
      place: placeOf(place) as unknown as Json,
      ...(of['href'] === undefined ? {} : { claim: of['href'] }),
      ...(of['page'] === undefined ? {} : { page: of['page'] }),
    },
  }
}
