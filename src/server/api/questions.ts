import type { z } from '@hono/zod-openapi'
import { type Answered, type Archive, isOfProject } from '../../app/archive.ts'
import { compareDepartments, departmentSeries, placeSeries } from '../../app/figures.ts'
import { given } from './given.ts'
import { ApiError, notFound } from './api-error.ts'
import type { Asking } from './asking.ts'
import { NamedEndShape, OffsetShape, openCursor, PageEndShape, sealCursor, TimedEndShape } from './cursor.ts'
import { knownDepartment, knownDisclosure, knownNodes, knownPlace } from './known.ts'
import * as parameters from './parameters.ts'
import * as present from './present.ts'

/**
 * What can be asked, and its answer: once for the routes and for MCP. Throws `ApiError` where there is nothing to answer. Pages say `next`, the cursor
 * of the page behind them.
 */
type Query<T extends z.ZodType> = z.output<T>
type InDepartment = Query<typeof parameters.DepartmentPath>
type InDisclosure = Query<typeof parameters.DisclosurePath>
type InPlace = Query<typeof parameters.PlacePath>

export function valueOf<T>(answered: Answered<T>): T {
  if (!answered.ok) throw new ApiError(422, 'cut', answered.message, { cuts: answered.cuts })
  return answered.value
}

/** One line more than is asked for tells whether there is another page. */
function cut<T>(rows: readonly T[], limit: number, seal: (last: T) => string): { rows: readonly T[]; next: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last !== undefined ? seal(last) : null }
}

export async function askDepartments(asking: Asking, query: Query<typeof parameters.DepartmentQuery>) {
  knownPlace(asking.archive, query.division)
  const { limit = 50 } = query
  const after = openCursor(query.cursor, query, NamedEndShape)
  const found = await asking.archive.departments({
    limit: limit + 1,
    ...given({ text: query.q, division: query.division, after }),
  })
  const { rows, next } = cut(found, limit, (last) => sealCursor(query, [last.name, last.id]))
  return { items: rows.map((row) => present.departmentOf(asking, row)), next }
}

export async function askDepartment(asking: Asking, { department: id }: InDepartment) {
  return present.departmentOf(asking, await knownDepartment(asking.archive, id))
}

export async function askDisclosures(asking: Asking, { department }: InDepartment) {
  await knownDepartment(asking.archive, department)
  return { items: (await asking.archive.disclosures(department)).map((row) => present.disclosureOf(asking, row)) }
}

export async function askLatest(asking: Asking, query: Query<typeof parameters.LatestQuery>) {
  knownPlace(asking.archive, query.division)
  const { limit = 50, division } = query
  const before = openCursor(query.cursor, query, TimedEndShape)
  const found = await asking.archive.latest({
    limit: limit + 1,
    ...given({ division, before }),
  })
  const { rows, next } = cut(found, limit, (last) => sealCursor(query, [last.at, last.id]))
  const items = rows.map((row) => ({
    ...present.disclosureOf(asking, row),
    departmentName: row.department,
    division: row.division,
    again: row.again,
    edition: row.edition,
  }))
  return { items, next }
}

export async function askDisclosure(asking: Asking, { department, disclosure: id }: InDisclosure) {
  const { owner, found } = await knownDisclosure(asking.archive, department, id)
  const { details, year, stage, scope } = found
  return {
    ...present.disclosureOf(asking, found),
    departmentName: owner.name,
    tables: details.forms.map(({ form, title, state, claims }, n) => ({
      n,
      form,
      title,
      state,
      claims,
      href: `${present.disclosurePath(department, id)}/tables/${n}`,
    })),
    cuts: details.cuts.map((each) => ({
      ...each,
      href: present.apiPath('/facts', { cut: each.cut, department, year: year ?? undefined, stage, scope }),
    })),
    unchecked: details.reasons,
    problems: details.problems.map(({ message, place }) => ({ message, place: present.placeOf(place) })),
  }
}

export async function askTables(asking: Asking, { department, disclosure: id }: InDisclosure) {
  const { found } = await knownDisclosure(asking.archive, department, id)
  const tables = await asking.archive.tables(department, id)
  return {
    items: tables.map(({ n, form, title, state, claims }) => ({
      n,
      form,
      title,
      state,
      file: found.file,
      sha256: found.sha256,
      source: present.sourcePath(found.sha256),
      // A text without figures has no page of its own.
      page:
        form === 'narrative' && claims.length === 0
          ? present.disclosurePage(asking, department, id)
          : present.tablePage(asking, department, id, n),
      claims: claims.map((claim) => present.claimOf(claim, present.claimPath(department, id, claim.id))),
    })),
  }
}

export async function askTable(asking: Asking, path: Query<typeof parameters.TablePath>) {
  const { items } = await askTables(asking, path)
  const table = items.find((each) => each.n === path.table)
  if (table === undefined)
    throw notFound(`公开文件 ${path.disclosure} 的第 ${path.table} 张表`, `table ${path.table} in disclosure ${path.disclosure}`)
  return table
}

export async function askDisclosureFindings(asking: Asking, { department, disclosure: id }: InDisclosure) {
  const { owner, found } = await knownDisclosure(asking.archive, department, id)
  const of = { departmentId: department, department: owner.name, disclosureId: id, file: found.file, sha256: found.sha256 }
  const rows = await asking.archive.findings(department, id)
  return { items: rows.map((row) => present.findingOf(asking, of, row.n, row[asking.language])) }
}

export async function askProjects(asking: Asking, { department, disclosure: id }: InDisclosure) {
  const { found } = await knownDisclosure(asking.archive, department, id)
  const source = { file: found.file, sha256: found.sha256, source: present.sourcePath(found.sha256) }
  const [projects, progress] = await Promise.all([
    asking.archive.projects(department, id),
    asking.archive.progress(department, id),
  ])
  const items = projects.map((project) => ({
    ...project,
    card: { ...project.card },
    progress: progress.filter((each) => isOfProject(each, project.name)).map(present.progressOf),
    ...source,
  }))
  return { items }
}

export async function askPassages(asking: Asking, { department, disclosure: id }: InDisclosure) {
  const { found } = await knownDisclosure(asking.archive, department, id)
  const source = { file: found.file, sha256: found.sha256, source: present.sourcePath(found.sha256) }
  const passages = await asking.archive.passages(department, id)
  return { items: passages.map((passage) => ({ ...passage, place: present.placeOf(passage.place), ...source })) }
}

export async function askClaim(asking: Asking, { department, disclosure, claim: id }: Query<typeof parameters.ClaimPath>) {
  const { owner, found } = await knownDisclosure(asking.archive, department, disclosure)
  const kept = await asking.archive.claim(department, disclosure, id)
  if (kept === null) throw notFound(`公开文件 ${disclosure} 中编号为 ${id} 的数字`, `claim ${id} in disclosure ${disclosure}`)
  const { table, claim } = kept
  return {
    department,
    departmentName: owner.name,
    disclosure,
    table: { ...table, href: `${present.disclosurePath(department, disclosure)}/tables/${table.n}` },
    claim: present.claimOf(claim, present.claimPath(department, disclosure, id)),
    citation: present.citationOf(
      asking,
      { departmentId: department, disclosureId: disclosure, file: found.file, sha256: found.sha256 },
      id,
      claim,
    ),
  }
}

export async function askFindings(asking: Asking, query: Query<typeof parameters.FindingQuery>) {
  knownPlace(asking.archive, query.division)
  const { limit = 100, lang = 'zh' } = query
  const after = openCursor(query.cursor, query, PageEndShape)
  const found = await asking.archive.findingsAcross(findingFilter(query), {
    limit: limit + 1,
    ...given({ after }),
  })
  const { rows, next } = cut(found, limit, (last) => sealCursor(query, last.end))
  return { items: rows.map((row) => present.foundOf(asking, row, lang)), next }
}

export function findingFilter(query: Query<typeof parameters.FindingDownloadQuery>) {
  const { division, department, code, severity, year } = query
  return given({ division, department, code, severity, years: year })
}

/** What a download asks for, looked at before the first byte is sent: behind it nothing can be refused any more. */
export async function checkFactQuery(archive: Archive, query: Query<typeof parameters.FactDownloadQuery>): Promise<void> {
  knownPlace(archive, query.division)
  await knownNodes(archive, query)
  valueOf(await archive.facts(parameters.filterOf(query), { limit: 1 }))
}

export function checkPlace(archive: Archive, query: { readonly division?: string | undefined }): void {
  knownPlace(archive, query.division)
}

export async function askFacts(asking: Asking, query: Query<typeof parameters.FactQuery>) {
  knownPlace(asking.archive, query.division)
  await knownNodes(asking.archive, query)
  const { limit = 200 } = query
  const after = openCursor(query.cursor, query, PageEndShape)
  const found = valueOf(await asking.archive.facts(parameters.filterOf(query), { limit: limit + 1, ...given({ after }) }))
  const { rows, next } = cut(found, limit, (last) => sealCursor(query, last.end))
  return { items: rows.map((row) => present.factOf(asking, row)), next }
}

export async function askRankings(asking: Asking, query: Query<typeof parameters.RankingQuery>) {
  knownPlace(asking.archive, query.division)
  const { limit = 50, cut: cutId, year, stage = 'budget', scope = 'department', division } = query
  // The same refusal as of facts, for a cut that is not there.
  valueOf(await asking.archive.facts({ cut: cutId, stage, scope, department: 0 }, { limit: 1 }))
  const offset = openCursor(query.cursor, query, OffsetShape) ?? 0
  const found = await asking.archive.rank({
    cut: cutId,
    year,
    stage,
    scope,
    limit: limit + 1,
    offset,
    ...given({ division }),
  })
  const { rows, next } = cut(found, limit, () => sealCursor(query, offset + limit))
  const items = rows.map((row, i) => ({
    rank: offset + i + 1,
    department: row.departmentId,
    departmentName: row.department,
    division: row.division,
    amount: row.amount,
    href: present.apiPath('/facts', { cut: cutId, department: row.departmentId, year, stage, scope }),
    page: present.departmentPage(asking, row.departmentId, { year, stage, scope }),
  }))
  return { items, next }
}

export async function askDepartmentSeries(
  asking: Asking,
  { department }: InDepartment,
  query: Query<typeof parameters.SeriesQuery>,
) {
  await knownDepartment(asking.archive, department)
  await knownNodes(asking.archive, query)
  const points = valueOf(await departmentSeries(asking.archive, department, { cut: query.cut, nodes: parameters.nodesOf(query) }))
  return { items: points.map(({ figure, change }) => ({ ...present.figureOf(asking, figure), change })) }
}

export async function askPlaceSeries(asking: Asking, { division }: InPlace, query: Query<typeof parameters.SeriesQuery>) {
  askPlaceName(asking, division)
  await knownNodes(asking.archive, query)
  const nodes = parameters.nodesOf(query)
  const points = valueOf(await placeSeries(asking.archive, division, { cut: query.cut, nodes }))
  return {
    items: points.map(({ figure: { year, stage, scope, amount, facts, departments = 0 }, change }) => {
      const href = present.apiPath('/facts', { cut: query.cut, division, year, stage, scope, ...nodes })
      return { year, stage, scope, amount, facts, departments, href, page: present.placePage(asking, division), change }
    }),
  }
}

export async function askComparison(asking: Asking, query: Query<typeof parameters.CompareQuery>) {
  const names = await asking.archive.departmentNames(query.items.map((item) => item.department))
  for (const { department } of query.items)
    if (!names.has(department)) throw notFound(`编号为 ${department} 的部门`, `department ${department}`)
  await knownNodes(asking.archive, query)
  const compared = valueOf(
    await compareDepartments(asking.archive, query.items, { cut: query.cut, nodes: parameters.nodesOf(query) }),
  )
  return {
    items: compared.map(({ figure, comparison }) => ({
      ...present.figureOf(asking, figure),
      departmentName: names.get(figure.department)?.name ?? '',
      comparison,
    })),
  }
}

function divisionOf(asking: Asking, { code, name, parent }: { code: string; name: string; parent: string | null }) {
  return { code, name, parent, href: present.apiPath(`/places/${code}`), page: present.placePage(asking, code) }
}

function askPlaceName({ archive }: Asking, code: string) {
  const found = archive.division(code)
  if (found === null) throw notFound(`行政区划 ${code}`, `place ${code}`)
  return found
}

export function askPlaces(asking: Asking) {
  return {
    items: ['CN', ...asking.archive.divisionsBelow('CN').map(({ code }) => code)].map((code) =>
      divisionOf(asking, askPlaceName(asking, code)),
    ),
  }
}

export async function askPlace(asking: Asking, { division: code }: InPlace) {
  const found = askPlaceName(asking, code)
  return {
    ...divisionOf(asking, found),
    above: asking.archive
      .divisionsAbove(code)
      .slice(1)
      .map((each) => divisionOf(asking, each)),
    below: asking.archive.divisionsBelow(code).map((each) => divisionOf(asking, each)),
    counts: await asking.archive.counts(code),
  }
}

export async function askSearch(asking: Asking, query: Query<typeof parameters.SearchQuery>) {
  knownPlace(asking.archive, query.division)
  const { limit = 20, q, kind, division } = query
  const offset = openCursor(query.cursor, query, OffsetShape) ?? 0
  const found = await asking.archive.search({
    text: q,
    limit: limit + 1,
    offset,
    ...given({ kind, division }),
  })
  const { rows, next } = cut(found, limit, () => sealCursor(query, offset + limit))
  const items = rows.map((row) => ({
    department: row.departmentId,
    departmentName: row.department,
    disclosure: row.disclosureId,
    year: row.year,
    kind: row.kind,
    topic: row.topic,
    text: row.text,
    place: present.placeOf(row.place),
    file: row.file,
    sha256: row.sha256,
    source: present.sourcePath(row.sha256),
    href: present.disclosurePath(row.departmentId, row.disclosureId),
    page: present.disclosurePage(asking, row.departmentId, row.disclosureId),
  }))
  return { items, next }
}

export function askCuts(asking: Asking) {
  return {
    items: asking.archive.cuts().map(({ id, name, dimensions, within, forms }) => ({
      id,
      name: { ...name },
      dimensions,
      within: { ...within } as Record<string, string>,
      forms,
    })),
  }
}
