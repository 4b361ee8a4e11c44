import type { Words } from '../../budget/finding.ts'
import { narrow } from '../../budget/amount.ts'
import { isCodeBelow, isToldApart, nameOf, type Name } from './names.ts'
import type { SetDocument } from './testimony.ts'

/** Who a document of the set is of, as far as it can be told. */
export interface Party {
  readonly index: number
  readonly document: SetDocument
  readonly printed: string
  readonly name: Name
  readonly code: string | undefined
  readonly year: number
  readonly stage: 'budget' | 'final'
  readonly scope: 'department' | 'unit'
  /** Bases of the names that its organisation and its rows by unit print. */
  readonly named: ReadonlySet<string>
  /** Its paragraphs, a line each, as `nameOf` writes names. */
  readonly text: string
}

/** Two documents of one department: `unit` is below `department`, or both are of the same, at different times or in two versions. */
export type Relation =
  | { readonly kind: 'unit'; readonly department: Party; readonly unit: Party }
  | { readonly kind: 'times'; readonly earlier: Party; readonly later: Party }

/** Files that are not held against each other, and why. */
export interface Incomparable {
  readonly files: readonly string[]
  readonly reason: Words
}

export interface Relations {
  readonly parties: readonly Party[]
  readonly relations: readonly Relation[]
  readonly incomparable: readonly Incomparable[]
}

/** Which documents can be held against each other, by the names, years, stages and scopes that they print. */
export function relationsOf(documents: readonly SetDocument[]): Relations {
  const incomparable: Incomparable[] = []
  const distinct: SetDocument[] = []
  for (const same of Map.groupBy(documents, (d) => d.sha256).values()) {
    const [first] = same
    if (first === undefined) continue
    distinct.push(first)
    if (same.length > 1)
      incomparable.push({
        files: same.map((d) => d.file),
        reason: {
          zh: '这几个文件内容完全相同，是同一份文件，只按一份核对。',
          en: 'These files are one and the same document; it counts once.',
        },
      })
  }
  const parties: Party[] = []
  for (const document of distinct) {
    const party = partyOf(document, parties.length, distinct)
    if (typeof party === 'string') incomparable.push({ files: [document.file], reason: UNKNOWN[party] })
    else parties.push(party)
  }
  const relations: Relation[] = []
  const unrelated: [Party, Party][] = []
  const kin: [Party, Party][] = []
  // Of several versions of one disclosure, the first is held against all others, and the versions against it: what is wrong is told once.
  const first: Party[] = []
  for (const party of parties) {
    const before = first.find((f) => isVersion(f, party))
    if (before === undefined) first.push(party)
    else {
      kin.push([before, party])
      relations.push({ kind: 'times', earlier: before, later: party })
    }
  }
  for (const [i, a] of first.entries()) {
    for (const b of first.slice(i + 1)) {
      const [unit, department] = a.scope === 'unit' ? [a, b] : [b, a]
      const isUnit = a.scope !== b.scope && isUnitOf(unit, department)
      if (isUnit || isSame(a, b)) kin.push([a, b])
      const relation = a.scope === b.scope ? inTime(a, b) : isUnit ? asUnit(unit, department) : null
      if (relation === null) unrelated.push([a, b])
      else relations.push(relation)
    }
  }
  const departments = departmentsOf(parties, kin)
  const apart = unrelated.filter(([a, b]) => departments.get(a.index) === departments.get(b.index))
  incomparable.push(...apartWords(apart, departments), ...differentWords(parties, departments))
  return { parties, relations, incomparable }
}

const UNKNOWN = {
  name: {
    zh: '没有读到部门或单位的名称，无法判断它与其他文件是不是同一部门。',
    en: 'The name of the department or unit was not found in it, so that it cannot be told whether the other files are of the same one.',
  },
  year: {
    zh: '没有读到年度，无法判断它与其他文件的先后。',
    en: 'The year was not found in it, so that it cannot be told how it stands to the other files.',
  },
} as const

function partyOf(document: SetDocument, index: number, all: readonly SetDocument[]): Party | keyof typeof UNKNOWN {
  const { department, year, stage, scope } = document.testimony.disclosure
  const printed = department.name ?? namedIn(document, all)
  if (printed === null) return 'name'
  if (year === null) return 'year'
  const name = nameOf(printed)
  const cut = name.isHead ? 'unit' : name.isWhole ? 'department' : scope
  const { organisation, claims, paragraphs } = document.testimony
  const rows = new Set(claims.flatMap((c) => (c.slice.unit === undefined ? [] : [c.slice.unit])))
  const named = new Set([...organisation.map((o) => o.name), ...rows].map((n) => nameOf(n).base))
  const text = paragraphs.map((p) => plainOf(p.printed)).join('\n')
  return { index, document, printed, name, code: department.code, year, stage, scope: cut, named, text }
}

/** So often a document without a name of its own must print another one's name, for it to be of the same department. */
const OFTEN = 3

/** Of the names of the other documents, the one that this one prints most often. */
function namedIn(document: SetDocument, all: readonly SetDocument[]): string | null {
  const text = narrow(document.testimony.paragraphs.map((p) => p.printed).join('\n'))
    .replace(/（/gu, '(')
    .replace(/）/gu, ')')
  let best: { readonly name: string; readonly times: number } | null = null
  for (const { testimony } of all) {
    const { name } = testimony.disclosure.department
    if (name === undefined) continue
    const { base } = nameOf(name)
    const times = base.length < 5 ? 0 : text.split(base).length - 1
    if (times >= OFTEN && (best === null || times > best.times)) best = { name: base, times }
  }
  return best?.name ?? null
}

function isSame(a: Party, b: Party): boolean {
  return a.name.base === b.name.base && !isToldApart(a.code, b.code, a.name.base)
}

/** Whether one is a unit of the other: its own head office, or named there as a unit, or below it by name or code. */
function isUnitOf(unit: Party, department: Party): boolean {
  if (unit.scope !== 'unit' || department.scope !== 'department') return false
  if (isSame(unit, department)) return true
  const own = unit.name.base
  if (own.startsWith(department.name.base) && department.name.base.length >= 5) return true
  if (isCodeBelow(unit.code, department.code, own, department.name.base)) return true
  if (department.named.has(own)) return true
  return own.length >= 5 && department.text.includes(own) && department.text.split('\n').some((line) => isListed(own, line))
}

function plainOf(printed: string): string {
  return narrow(printed).replace(/（/gu, '(').replace(/）/gu, ')')
}

/** Whether a line lists a unit: the name alone, or among others after words that say what they are. */
function isListed(name: string, line: string): boolean {
  const at = line.indexOf(name)
  if (at < 0) return false
  const before = line.slice(0, at)
  return (
    /^(?:[\d一二三四五六七八九十]+[、.．]|\([\d一二三四五六七八九十]+\))?$/u.test(before) ||
    /(?:下属|所属|直属|预算|纳入)[^。]*单位[^。]*$/u.test(before)
  )
}

function isVersion(a: Party, b: Party): boolean {
  return a.year === b.year && a.stage === b.stage && a.scope === b.scope && isSame(a, b)
}

function asUnit(unit: Party, department: Party): Relation | null {
  return unit.year === department.year && unit.stage === department.stage ? { kind: 'unit', department, unit } : null
}

function inTime(a: Party, b: Party): Relation | null {
  if (!isSame(a, b) || Math.abs(a.year - b.year) > 1) return null
  const aFirst = a.year !== b.year ? a.year < b.year : a.stage === 'budget'
  return { kind: 'times', earlier: aFirst ? a : b, later: aFirst ? b : a }
}

/** For each party the first one of its department: the same name at any time, or a unit of it. */
function departmentsOf(parties: readonly Party[], kin: readonly (readonly [Party, Party])[]): ReadonlyMap<number, number> {
  const leader = new Map(parties.map((p) => [p.index, p.index]))
  const find = (i: number): number => {
    const above = leader.get(i) ?? i
    return above === i ? i : find(above)
  }
  for (const [a, b] of kin) {
    const [one, other] = [find(a.index), find(b.index)]
    leader.set(Math.max(one, other), Math.min(one, other))
  }
  return new Map(parties.map((p) => [p.index, find(p.index)]))
}

/** Files of one department that have no figures in common because of their years or scopes: one entry for each reason. */
function apartWords(pairs: readonly (readonly [Party, Party])[], departments: ReadonlyMap<number, number>): Incomparable[] {
  const groups = Map.groupBy(pairs, ([a, b]) => `${departments.get(a.index)} ${whyApart(a, b)}`)
  return [...groups].map(([key, group]) => {
    const all = [...new Set(group.flat())].toSorted((a, b) => a.index - b.index)
    const years = [...new Set(all.map((p) => p.year))].toSorted((a, b) => a - b)
    const why = key.split(' ')[1] as keyof typeof APART
    return { files: all.map((p) => p.document.file), reason: APART[why](years) }
  })
}

function whyApart(a: Party, b: Party): keyof typeof APART {
  if (a.scope !== b.scope) return a.year === b.year ? 'stage' : 'scope'
  return isSame(a, b) ? 'years' : 'siblings'
}

const APART = {
  years: (years: readonly number[]): Words => ({
    zh: `年度相差超过一年（${years.join('、')}），后一份不会印前一份的数。`,
    en: `Their years (${years.join(', ')}) lie more than one apart, so that none prints the figures of another.`,
  }),
  scope: (years: readonly number[]): Words => ({
    zh: `一份是部门的，一份是单位的，年度又不同（${years.join('、')}）：口径不同的两年之间没有可以核对的数。`,
    en: `One is of a department, one of a unit, and of different years (${years.join(', ')}): no figure of one is that of the other.`,
  }),
  stage: (): Words => ({
    zh: '一份是部门的，一份是单位的，而且一份是预算、一份是决算，没有可以互相核对的数。',
    en: 'One is of a department, one of a unit, and one is a budget, the other a final account: no figure of one bounds the other.',
  }),
  siblings: (): Words => ({
    zh: '是同一部门的不同单位，彼此之间没有应当一致的数，只与部门核对。',
    en: 'These are different units of one department: none bounds another, each is held against the department only.',
  }),
}

function differentWords(parties: readonly Party[], departments: ReadonlyMap<number, number>): Incomparable[] {
  const groups = [...Map.groupBy(parties, (p) => departments.get(p.index)).values()]
  if (groups.length < 2) return []
  const names = groups.map((g) => g[0]?.name.base ?? '')
  return [
    {
      files: groups.flat().map((p) => p.document.file),
      reason: {
        zh: `分属 ${groups.length} 个部门（${names.join('、')}），不同部门的数不互相核对。`,
        en: `These are of ${groups.length} departments (${names.join(', ')}); the figures of different departments have nothing to agree on.`,
      },
    },
  ]
}
