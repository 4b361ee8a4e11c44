import { precisionOfTable } from '../budget/printed-precision.ts'
import { type Comparison, compare, type Figure } from '../catalogue/comparable.ts'
import type { Answered, Archive, FactDimension } from './archive.ts'

/** What one figure is of, whoever's and whenever it is. */
export interface FigureQuery {
  readonly cut: string
  readonly nodes?: Readonly<Partial<Record<FactDimension, string>>>
}

type Stage = 'budget' | 'final'
type Scope = 'department' | 'unit'

/** A department's figure of a year, with the disclosure that says so; `disclosureId` is null where there is none. */
export interface DepartmentFigure extends Figure {
  readonly department: number
  readonly year: number
  readonly facts: number
  readonly disclosureId: number | null
  readonly sha256: string | null
  readonly file: string | null
}

/** A point of a series: the figure, and what it is beside the point before of the same stage and scope. */
export interface SeriesPoint<T extends Figure & { readonly year: number }> {
  readonly figure: T
  readonly change: (Comparison & { readonly from: number }) | null
}

/** A place's figure of a year. */
export interface PlaceFigure extends Figure {
  readonly division: string
  readonly year: number
  readonly facts: number
}

/** One of those that are compared: a department in a year. */
export interface Compared {
  readonly department: number
  readonly year: number
  readonly stage: Stage
  readonly scope: Scope
}

/** Every figure of a department, year by year: what it published under one meaning, whatever the stage and scope. */
export async function departmentFigures(
  archive: Archive,
  department: number,
  { cut, nodes = {} }: FigureQuery,
): Promise<Answered<DepartmentFigure[]>> {
  const current = (await archive.disclosures(department)).filter((d) => d.current && d.year !== null)
  const figures: DepartmentFigure[] = []
  const frames = new Map(current.map(({ stage, scope }) => [`${stage} ${scope}`, { stage, scope }]))
  // Where nothing is there, the question is still judged: a cut that cannot answer is refused for whomever it is asked.
  if (frames.size === 0) frames.set('', { stage: 'budget', scope: 'department' })
  for (const { stage, scope } of frames.values()) {
    const answered = await archive.sums({ cut, nodes, stage, scope, department }, ['year'])
    if (!answered.ok) return answered
    const sums = new Map(answered.value.sums.map((sum) => [Number(sum.group.year), sum]))
    for (const disclosure of current) {
      if (disclosure.stage !== stage || disclosure.scope !== scope || disclosure.year === null) continue
      const sum = sums.get(disclosure.year)
      const kept = await archive.disclosure(department, disclosure.id)
      const tables = await archive.tables(department, disclosure.id)
      const whole = kept?.details.cuts.find((each) => each.cut === cut)
      figures.push({
        department,
        cut,
        nodes,
        stage,
        scope,
        year: disclosure.year,
        amount: sum?.amount ?? null,
        facts: sum?.facts ?? 0,
        units: disclosure.units,
        precision: precisionOfTable(tables.find(({ form }) => form === whole?.form)?.claims ?? []),
        complete: whole === undefined || whole.total === null ? null : whole.sum >= whole.total,
        disclosureId: disclosure.id,
        sha256: disclosure.sha256,
        file: disclosure.file,
      })
    }
  }
  return { ok: true, value: figures.toSorted(inOrder) }
}

/** A department over the years. */
export async function departmentSeries(
  archive: Archive,
  department: number,
  query: FigureQuery,
): Promise<Answered<SeriesPoint<DepartmentFigure>[]>> {
  const answered = await departmentFigures(archive, department, query)
  return answered.ok ? { ok: true, value: withChanges(answered.value) } : answered
}

/** A place and all places in it over the years: sums of the departments that published, whose number stands beside. */
export async function placeSeries(
  archive: Archive,
  division: string,
  { cut, nodes = {} }: FigureQuery,
): Promise<Answered<SeriesPoint<PlaceFigure>[]>> {
  const counts = await archive.counts(division)
  const figures: PlaceFigure[] = []
  for (const stage of ['budget', 'final'] as const)
    for (const scope of ['department', 'unit'] as const) {
      const answered = await archive.sums({ cut, nodes, stage, scope, division }, ['year'])
      if (!answered.ok) return answered
      for (const { group, amount, facts } of answered.value.sums) {
        const year = Number(group.year)
        const count = counts.find((c) => c.year === year && c.stage === stage && c.scope === scope)
        figures.push({ division, cut, nodes, stage, scope, year, amount, facts, departments: count?.departments ?? 0 })
      }
    }
  return { ok: true, value: withChanges(figures.toSorted(inOrder)) }
}

/** Departments or years side by side, each beside the first: six at most is for whoever asks to hold. */
export async function compareDepartments(
  archive: Archive,
  items: readonly Compared[],
  query: FigureQuery,
): Promise<Answered<{ readonly figure: DepartmentFigure; readonly comparison: Comparison | null }[]>> {
  const byDepartment = new Map<number, readonly DepartmentFigure[]>()
  for (const department of new Set(items.map((item) => item.department))) {
    const answered = await departmentFigures(archive, department, query)
    if (!answered.ok) return answered
    byDepartment.set(department, answered.value)
  }
  const figures = items.map(({ department, year, stage, scope }): DepartmentFigure => {
    const found = byDepartment.get(department)?.find((f) => f.year === year && f.stage === stage && f.scope === scope)
    const nothing = { amount: null, facts: 0, disclosureId: null, sha256: null, file: null }
    return found ?? { department, cut: query.cut, nodes: query.nodes ?? {}, year, stage, scope, ...nothing }
  })
  const [base] = figures
  return {
    ok: true,
    value: figures.map((figure, i) => ({
      figure,
      comparison: base === undefined || i === 0 ? null : compare(base, figure),
    })),
  }
}

function withChanges<T extends Figure & { readonly year: number }>(figures: readonly T[]): SeriesPoint<T>[] {
  return figures.map((figure, i) => {
    const before = figures[i - 1]
    const follows = before !== undefined && before.stage === figure.stage && before.scope === figure.scope
    return { figure, change: follows ? { from: before.year, ...compare(before, figure) } : null }
  })
}

function inOrder<T extends Figure & { readonly year: number }>(a: T, b: T): number {
  return a.scope.localeCompare(b.scope) || a.stage.localeCompare(b.stage) || a.year - b.year
}
