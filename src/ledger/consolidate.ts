import type { Fen } from '../budget/amount.ts'
import type { Words } from '../budget/finding.ts'
import { children, isAncestor, parent } from '../catalogue/tree.ts'
import { itemsOf } from './facts-of-lines.ts'
import { fundKey } from './follow-money.ts'
import { eliminateTransfers, type InternalTransfer } from './internal-transfers.ts'
import type { Asset, Ledger, LedgerUnit, Line, People } from './ledger.ts'

/** A department's ledger made of its units', with what was taken out and what a person should know. */
export interface Consolidated {
  readonly ledger: Ledger
  /** What units pay each other, this year. */
  readonly transfers: readonly InternalTransfer[]
  /** What could not be added up, or was given another name. */
  readonly notes: readonly Words[]
}

/**
 * Units' ledgers as their department's: lines, projects, procurement, people and assets of all, each line with its unit, without what the units pay each
 * other. Name, year, place, words, glossary and open questions are the department's own. Units stand in the order of the department's list, those that it
 * does not name behind them, in their own. Linear in the number of lines.
 */
export function consolidate(own: Ledger, units: readonly Ledger[]): Consolidated {
  const notes: Words[] = []
  const named = withOwnNames(inOrder(own, units), notes)
  const { lines, transfers, funds } = eliminateTransfers(named.flatMap((unit) => unit.lines))
  const ledger: Ledger = {
    ...own,
    scope: 'department',
    staff: staffOf(own, units, notes),
    units: named.flatMap((unit) => unit.units),
    lines,
    lastYear: eliminateTransfers(named.flatMap((unit) => unit.lastYear)).lines,
    projects: named.flatMap((unit) => unit.projects),
    procurement: named.flatMap(({ name, procurement }) =>
      procurement.map((purchase) => ({ ...purchase, fund: fundNow(purchase.fund, funds.get(fundKey(name, purchase.fund))) })),
    ),
    people: sumPeople(units.flatMap(({ people }) => people)),
    assets: sumAssets(units.map(({ assets }) => assets)),
  }
  return { ledger, transfers, notes }
}

function inOrder(own: Ledger, units: readonly Ledger[]): readonly Ledger[] {
  const at = new Map(own.units.map(({ name }, i) => [name, i]))
  const place = ({ department: { name } }: Ledger): number =>
    at.get(name) ?? (name === own.department.name ? -1 : own.units.length)
  return units.toSorted((a, b) => place(a) - place(b))
}

/** A unit's part of the department, under names that no other part has. */
interface Part extends Pick<Ledger, 'units' | 'lines' | 'lastYear' | 'projects' | 'procurement'> {
  readonly name: string
}

function withOwnNames(units: readonly Ledger[], notes: Words[]): readonly Part[] {
  const projectsOf = units.map(projectNames)
  const taken = new Set(projectsOf.flatMap((names) => [...names]))
  const clashing = clashesOf(projectsOf)
  const unitNames = new Set<string>()
  return units.map((ledger, i) => {
    const listed = ledger.units.length > 0 ? ledger.units : [unitRow(ledger)]
    const names = new Map<string, string>()
    for (const unit of listed) names.set(unit.name, untaken(unit.name, unit.code, unitNames))
    const name = names.get(listed[0]?.name ?? '') ?? ''
    const own = new Map<string, string>()
    for (const project of projectsOf[i] ?? []) {
      if (!clashing.has(project)) continue
      own.set(project, untaken(`${project}（${name}）`, '', taken))
    }
    const projectName = (project: string): string => own.get(project) ?? project
    const line = (each: Line): Line => ({
      ...each,
      unit: names.get(each.unit) ?? name,
      project: projectName(each.project),
      // Without a list of units the ledger's running costs are those of a government body; in the department's list its kind is not known.
      items: ledger.units.length > 0 ? each.items : itemsOf(each, []),
    })
    if (own.size > 0)
      notes.push({
        zh: `其他单位也有同名项目，${name}的改称：${[...own.values()].join('、')}。`,
        en: `Other units have projects of the same name; those of ${name} are called ${[...own.values()].join(', ')}.`,
      })
    return {
      name,
      units: listed.map((unit) => ({ ...unit, name: names.get(unit.name) ?? unit.name })),
      lines: ledger.lines.map(line),
      lastYear: ledger.lastYear.map(line),
      projects: ledger.projects.map((project) => ({ ...project, name: projectName(project.name) })),
      procurement: ledger.procurement.map((purchase) => ({ ...purchase, project: projectName(purchase.project) })),
    }
  })
}

function unitRow({ department: { code, name } }: Ledger): LedgerUnit {
  return { code, name, kind: '', grade: '', funding: '' }
}

function projectNames({ projects, lines, lastYear }: Ledger): ReadonlySet<string> {
  const names = new Set([...projects.map(({ name }) => name), ...[...lines, ...lastYear].map(({ project }) => project)])
  names.delete('')
  return names
}

function clashesOf(all: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const clashes = new Set<string>()
  for (const names of all)
    for (const name of names) {
      if (seen.has(name)) clashes.add(name)
      seen.add(name)
    }
  return clashes
}

/** A name that is not taken yet, with the code or a number behind it where need be; it is taken from now on. */
function untaken(name: string, code: string, taken: Set<string>): string {
  let own = name
  if (taken.has(own) && code !== '') own = `${name}（${code}）`
  for (let n = 2; taken.has(own); n += 1) own = `${name}（${n}）`
  taken.add(own)
  return own
}

/** The fund that pays a purchase once transfers are gone: the one that its unit's money from within became, or what holds all of those. */
function fundNow(fund: string, now: ReadonlySet<string> | undefined): string {
  const [first, ...others] = now ?? []
  let common = first ?? fund
  for (const other of others)
    while (common !== other && !isAncestor('fund', common, other)) {
      const above = parent('fund', common)
      if (above === undefined) return first ?? fund
      common = above
    }
  return common
}

/** All staff where every unit says how many; else what the department says. */
function staffOf(own: Ledger, units: readonly Ledger[], notes: Words[]): number | null {
  const unknown = units.filter(({ staff }) => staff === null).map(({ department }) => department.name)
  if (unknown.length === 0 && units.length > 0) return units.reduce((sum, { staff }) => sum + (staff ?? 0), 0)
  if (unknown.length < units.length)
    notes.push({
      zh: `没有填在职人数的单位：${unknown.join('、')}。部门的在职人数没有相加。`,
      en: `Units without their number of staff: ${unknown.join(', ')}. The staff were not added up.`,
    })
  return own.staff
}

function sumPeople(people: readonly People[]): readonly People[] {
  return [...Map.groupBy(people, ({ kind }) => kind)].map(([kind, own]) => ({
    kind,
    posts: sumKnown(own.map(({ posts }) => posts)),
    actual: sumKnown(own.map(({ actual }) => actual)),
  }))
}

/** Assets of all units, by kind. Who knows only the parts of a kind that another one knows as a whole adds those to the whole. */
function sumAssets(all: readonly (readonly Asset[])[]): readonly Asset[] {
  const kinds = [...new Set(all.flatMap((assets) => assets.map(({ kind }) => kind)))]
  const sums = all.map((assets) => Map.groupBy(assets, ({ kind }) => kind))
  return kinds.map((kind) => ({
    kind,
    count: sumKnown(sums.map((own) => sumKnown((own.get(kind) ?? []).map(({ count }) => count)))),
    value: sumKnown(sums.map((own) => valueOf(own, kind))),
  }))
}

function valueOf(assets: ReadonlyMap<string, readonly Asset[]>, kind: string): Fen | null {
  const own = sumKnown((assets.get(kind) ?? []).map(({ value }) => value))
  return own ?? sumKnown(children('asset', kind).map((part) => valueOf(assets, part)))
}

/** Null where nothing is known. */
function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}
