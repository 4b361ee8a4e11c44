import { printFen } from '../budget/amount.ts'
import type { Claim } from '../budget/claim.ts'
import type { Equation } from '../budget/equation.ts'
import type { Finding, Words } from '../budget/finding.ts'
import { holds } from './proof.ts'

/** Equations that fail together, among all equations and claims. */
export interface Broken {
  readonly claims: readonly Claim[]
  readonly equations: readonly Equation[]
  /** Indices of those that fail. */
  readonly failing: readonly number[]
  /** Whether no single cell explains the component. */
  readonly severalCells: boolean
}

/** One row of one table whose printed parts fall short in several columns at once. */
interface Short {
  readonly whole: Claim
  readonly missing: number
}

/**
 * Rows that a table does not print: in two columns or more the printed parts add up to less than the total, each total agrees with another
 * equation, and no single figure explains it. Items that are secret are lawfully left out (预算法第十四条), so that it is for a person to judge.
 *
 * @returns null where something else is broken too
 */
export function withheldRows(broken: Broken): Finding | null {
  const { claims, equations, failing } = broken
  if (failing.length < 2 || !broken.severalCells) return null
  const short: Short[] = []
  for (const index of failing) {
    const equation = equations[index]
    const [term, ...others] = equation?.left ?? []
    const whole = term === undefined ? undefined : claims[term.claim]
    if (equation?.law !== 'sum' || whole === undefined || others.length > 0 || whole.state !== 'number') return null
    const parts = equation.right.flatMap((t) => claims[t.claim] ?? [])
    // Parts in rows of their own, all of the whole's table: not its columns.
    if (parts.some((p) => p.table !== whole.table || isBeside(p, whole) || p.state === 'absent') || parts.length < 2) return null
    const missing = whole.value - parts.reduce((sum, p) => sum + p.value, 0)
    if (missing <= 0) return null
    short.push({ whole, missing })
  }
  if (!short.every(({ whole }) => isConfirmed(whole, broken))) return null
  const byRow = Map.groupBy(short, ({ whole }) => rowKey(whole))
  if ([...byRow.values()].some((columns) => columns.length < 2)) return null
  return {
    code: 'missing',
    severity: 'warning',
    message: messageOf([...byRow.values()]),
    basis: '各行之和等于合计；涉及国家秘密的除外（预算法第十四条）',
    places: short.map(({ whole }) => whole.place).filter((place, i, all) => all.indexOf(place) === i),
    subject: { form: short[0]?.whole.form ?? '', row: {} },
    equations: failing,
    suspects: [],
    unique: true,
  }
}

function isBeside(a: Claim, b: Claim): boolean {
  return rowKey(a) === rowKey(b)
}

function rowKey({ table, place, row }: Claim): string {
  return `${table};${place.page};${place.table};${place.row ?? `${row?.code};${row?.label}`}`
}

/** Whether an equation that holds has this figure: another table prints it, or the other columns of its row give it. */
function isConfirmed(whole: Claim, { claims, equations }: Broken): boolean {
  return equations.some(
    (equation) =>
      equation.relation === '=' &&
      [...equation.left, ...equation.right].some((t) => t.claim === whole.id) &&
      holds(equation, (id) => claims[id]?.value ?? 0),
  )
}

function messageOf(rows: readonly (readonly Short[])[]): Words {
  const said = rows.map((columns) => {
    const [first] = columns
    const amounts = columns.map(({ whole, missing }) => ({
      column: whole.column ?? '',
      amount: printFen(missing, whole.style.unit, whole.style.decimals),
    }))
    const title = first?.whole.title ?? ''
    const label = first?.whole.row?.label ?? ''
    return {
      zh: `《${title}》“${label}”行多于所列各行之和（${amounts.map((a) => `“${a.column}”栏多 ${a.amount}`).join('，')}）`,
      en: `in "${title}" the row "${label}" is more than the rows that are listed (${amounts.map((a) => `${a.amount} in "${a.column}"`).join(', ')})`,
    }
  })
  return {
    zh: `${said.map((s) => s.zh).join('；')}，而合计与其他数字一致：可能有未列出的行。依法不公开的内容可以不列，请在表下说明。`,
    en: `Rows seem not to be listed: ${said.map((s) => s.en).join('; ')}, while the totals agree with the other figures. What is lawfully withheld may be left out; say so below the table.`,
  }
}
