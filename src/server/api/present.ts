import type { z } from '@hono/zod-openapi'
import type { Archive, FactDimension, FactRow, FoundRow, PublicProgress } from '../../app/archive.ts'
import type { DepartmentFigure } from '../../app/figures.ts'
import type { ClaimResult, FindingResult } from '../../budget/check-result.ts'
import type { Place } from '../../budget/place.ts'
import { address, figureAddress, placeAddress, tableAddress } from '../../web/portal/address.ts'
import type { Asking } from './asking.ts'
import type * as answers from './answer-schemas.ts'

type Answer<T extends keyof typeof answers> = (typeof answers)[T] extends z.ZodType<infer Out> ? Out : never

export const API = '/api/v1'

/** A path of the API with what is asked of it; what is undefined is left out. */
export function apiPath(path: string, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  const asked = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as [string, string]],
  )
  return `${API}${path}${asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`}`
}

export function disclosurePath(department: number, disclosure: number): string {
  return apiPath(`/departments/${department}/disclosures/${disclosure}`)
}

export function claimPath(department: number, disclosure: number, claim: number): string {
  return apiPath(`/claims/${department}/${disclosure}/${claim}`)
}

export function sourcePath(sha256: string): string {
  return `/source/${sha256}`
}

/** The portal's own page of a department, of one year's document where that is said. */
export function departmentPage(
  { origin, language }: Asking,
  department: number,
  of: Readonly<Record<string, string | number>> = {},
): string {
  return `${origin}${address(language, `/department/${department}`, of)}`
}

/** The portal's own page of a disclosure. */
export function disclosurePage(asking: Asking, department: number, disclosure: number): string {
  return departmentPage(asking, department, { document: disclosure })
}

export function tablePage({ origin, language }: Asking, departmentId: number, id: number, n: number): string {
  return `${origin}${tableAddress(language, { departmentId, id }, n)}`
}

/** The portal's own page of a figure: in its table, and in the source. */
export function figurePage({ origin, language }: Asking, departmentId: number, id: number, claim: number): string {
  return `${origin}${figureAddress(language, { departmentId, id }, claim)}`
}

export function placePage({ origin, language }: Asking, code: string): string {
  return `${origin}${placeAddress(language, code)}`
}

/** A place without the name of the file, which is said once beside it. */
export function placeOf(place: Place): Answer<'Place'> {
  const { file: _, ...rest } = place
  return rest
}

/** The claim, as it is answered; the parts that are empty are left out. */
export function claimOf(claim: Omit<ClaimResult, 'form' | 'title'> & { readonly id?: number }, href?: string): Answer<'Claim'> {
  return { ...claim, place: placeOf(claim.place), ...(href === undefined ? {} : { href }) }
}

export function departmentOf(asking: Asking, row: NonNullable<Awaited<ReturnType<Archive['department']>>>): Answer<'Department'> {
  const { id, name, code, division, ancestors } = row
  const places = ancestors
    .flatMap((each) => asking.archive.division(each) ?? [])
    .map((each) => ({ code: each.code, name: each.name }))
  return { id, name, code, division, places, href: apiPath(`/departments/${id}`), page: departmentPage(asking, id) }
}

type DisclosureRow = Awaited<ReturnType<Archive['disclosures']>>[number]

export function disclosureOf(asking: Asking, row: DisclosureRow): Answer<'Disclosure'> {
  return {
    department: row.departmentId,
    id: row.id,
    year: row.year,
    stage: row.stage,
    scope: row.scope,
    current: row.current,
    file: row.file,
    type: row.type,
    bytes: row.bytes,
    sha256: row.sha256,
    source: sourcePath(row.sha256),
    published: row.published,
    address: row.address,
    importedAt: row.importedAt.toISOString(),
    program: row.program,
    form: row.place,
    units: row.units,
    claims: row.claims,
    equations: row.equations,
    findings: row.findings,
    tablesUnread: row.unread,
    href: disclosurePath(row.departmentId, row.id),
    page: disclosurePage(asking, row.departmentId, row.id),
  }
}

export function citationOf(
  asking: Asking,
  of: { readonly departmentId: number; readonly disclosureId: number; readonly file: string; readonly sha256: string },
  claim: number,
  { printed, place }: { readonly printed: string; readonly place: Place },
): Answer<'Citation'> {
  return {
    file: of.file,
    sha256: of.sha256,
    source: sourcePath(of.sha256),
    picture: place.page === undefined ? null : `${sourcePath(of.sha256)}/page/${place.page}.png`,
    claim: claimPath(of.departmentId, of.disclosureId, claim),
    page: figurePage(asking, of.departmentId, of.disclosureId, claim),
    printed,
    place: placeOf(place),
  }
}

export function factOf(asking: Asking, row: FactRow): Answer<'Fact'> {
  return {
    department: row.departmentId,
    departmentName: row.department,
    division: row.division,
    year: row.year,
    slice: row.slice,
    names: namesOf(asking.archive, row.slice, row.year),
    amount: row.amount,
    disclosure: row.disclosureId,
    file: row.file,
    sha256: row.sha256,
    href: claimPath(row.departmentId, row.disclosureId, row.claim),
    page: figurePage(asking, row.departmentId, row.disclosureId, row.claim),
  }
}

/** What people call the nodes of a slice. */
export function namesOf(
  archive: Archive,
  slice: Readonly<Partial<Record<FactDimension, string>>>,
  year: number | null,
): Record<string, { zh: string; en: string }> {
  const names: Record<string, { zh: string; en: string }> = {}
  for (const [dimension, node] of Object.entries(slice) as [FactDimension, string][])
    names[dimension] = { ...archive.nodeName(dimension, node, year) }
  return names
}

export interface FoundIn {
  readonly departmentId: number
  readonly department: string
  readonly disclosureId: number
  readonly file: string
  readonly sha256: string
}

export function findingOf(asking: Asking, of: FoundIn, n: number, finding: FindingResult): Answer<'Finding'> {
  const term = ({ claim, times }: { claim: ClaimResult; times: number }) => ({ claim: claimOf(claim), times })
  return {
    department: of.departmentId,
    departmentName: of.department,
    disclosure: of.disclosureId,
    n,
    id: finding.id,
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    ...(finding.basis === undefined ? {} : { basis: finding.basis }),
    places: finding.places.map(placeOf),
    equations: finding.equations.map(({ law, left, relation, right, difference, tolerance, premise }) => ({
      law,
      left: left.map(term),
      relation,
      right: right.map(term),
      difference,
      tolerance,
      ...(premise === undefined ? {} : { premise }),
    })),
    suspects: finding.suspects.map(({ set, claim, repair }) => ({ set, claim: claim === null ? null : claimOf(claim), repair })),
    unique: finding.unique,
    file: of.file,
    sha256: of.sha256,
    source: sourcePath(of.sha256),
    href: disclosurePath(of.departmentId, of.disclosureId),
    page: disclosurePage(asking, of.departmentId, of.disclosureId),
  }
}

export function foundOf(asking: Asking, row: FoundRow, language: 'zh' | 'en'): Answer<'Finding'> {
  return findingOf(asking, row, row.n, row[language])
}

/** A department's figure leads to the facts that it is the sum of, and to the portal's page of the document that says so. */
export function figureOf(asking: Asking, figure: DepartmentFigure): Answer<'DepartmentFigure'> {
  const { department, year, stage, scope, amount, facts, disclosureId, file, sha256, cut, nodes } = figure
  const href = disclosureId === null ? null : apiPath('/facts', { cut, department, year, stage, scope, ...nodes })
  const page = disclosureId === null ? departmentPage(asking, department) : disclosurePage(asking, department, disclosureId)
  return { department, year, stage, scope, amount, facts, disclosure: disclosureId, file, sha256, href, page }
}

/** What was made public of a project at a checkpoint, or its evaluation with its points. */
export function progressOf({ unit, kind, checkpoint, spent, reached, explanation, evaluation }: PublicProgress) {
  const points = evaluation === null ? null : evaluation.total / 100
  return { unit, kind, checkpoint, spent, reached: reached.map((each) => ({ ...each })), explanation, points }
}
