import { draftOf } from '../../src/ledger/draft/draft.ts'
import { packMoney } from '../../src/ledger/packed-money.ts'
import type { PostRole } from '../../src/ledger/roles.ts'
import type { PostHolder } from '../../src/store/access/act-as.ts'
import type { Store } from '../../src/store/open-store.ts'
import { unitLedger } from './unit-ledger.ts'

/** How large a division is wished. */
export interface DivisionWish {
  readonly departments: number
  readonly units: number
  /** Lines of money of each unit. */
  readonly lines: number
  readonly year: number
  readonly seed: string
}

/** A division that was put into a store. */
export interface MadeDivision {
  readonly organisation: number
  readonly cycle: number
  readonly budgeter: PostHolder
  readonly departments: readonly { readonly organisation: number; readonly budget: number; readonly units: number }[]
  readonly units: readonly { readonly organisation: number; readonly budget: number; readonly clerk: PostHolder }[]
}

const CHUNK = 50
const DETAILS = JSON.stringify({ kind: '行政', grade: '正科级', funding: '财政拨款' })
/** In every third department the first unit pays the second this many fen. */
const TRANSFER = 1_000_000_00

/**
 * A synthetic division straight into an empty store: departments, units with a clerk each and a first draft of so many lines, one cycle. The same for the same
 * wish. It writes what the verbs would, without their way there: for measuring with hundreds of units.
 */
export async function makeDivision(store: Store, { departments, units, lines, year, seed }: DivisionWish): Promise<MadeDivision> {
  const { db } = store
  const division = await addOrganisation(store, { parent: null, path: [], kind: 'division', name: '样本县', code: '130000' })
  const budgeter = await addPost(store, 'budgeter', 'bureau-budget', division.id)
  const { id: cycle } = await db
    .insertInto('cycle')
    .values({ organisation_id: division.id, path: division.path, year })
    .returning('id')
    .executeTakeFirstOrThrow()
  const made = { departments: [] as MadeDivision['departments'][number][], units: [] as MadeDivision['units'][number][] }
  for (let d = 0; d < departments; d += 1) {
    const name = `样本局${d + 1}`
    const head = await addOrganisation(store, {
      parent: division.id,
      path: division.path,
      kind: 'department',
      name,
      code: code(d),
    })
    const own = Array.from({ length: units }, (_, u) => u).filter((u) => u % departments === d)
    const rows = []
    for (const [i, u] of own.entries()) {
      const unit = `样本局${d + 1}${i === 0 ? '本级' : `单位${i}`}`
      const transfers = d % 3 === 0 && own.length > 1
      const at = await addOrganisation(store, {
        parent: head.id,
        path: head.path,
        kind: 'unit',
        name: unit,
        code: `${code(d)}${code(i)}`,
      })
      const ledger = unitLedger({
        name: unit,
        code: `${code(d)}${code(i)}`,
        year,
        lines,
        seed,
        pays: transfers && i === 0 ? TRANSFER : 0,
        gets: transfers && i === 1 ? TRANSFER : 0,
      })
      rows.push({ at, ledger, clerk: await addPost(store, `clerk-${u}`, 'unit-clerk', at.id) })
    }
    const blank = {
      ...unitLedger({ name, code: code(d), year, lines: 0, seed, pays: 0, gets: 0 }),
      scope: 'department' as const,
      lines: [],
      projects: [],
    }
    const listed = { ...blank, units: rows.flatMap(({ ledger }) => ledger.units) }
    const [budget] = await addBudgets(store, cycle, 'department', [{ at: head, ledger: listed }])
    made.departments.push({ organisation: head.id, budget: budget ?? 0, units: rows.length })
    for (let from = 0; from < rows.length; from += CHUNK) {
      const some = rows.slice(from, from + CHUNK)
      const budgets = await addBudgets(store, cycle, 'unit', some)
      some.forEach(({ at, clerk }, i) => made.units.push({ organisation: at.id, budget: budgets[i] ?? 0, clerk }))
    }
  }
  return { organisation: division.id, cycle, budgeter, ...made }
}

interface Placed {
  readonly id: number
  readonly path: number[]
}

function code(n: number): string {
  return String(n + 1).padStart(3, '0')
}

async function addOrganisation(
  { db }: Store,
  {
    parent,
    path,
    kind,
    name,
    code: own,
  }: { parent: number | null; path: readonly number[]; kind: 'division' | 'department' | 'unit'; name: string; code: string },
): Promise<Placed> {
  const { id } = await db
    .insertInto('organisation')
    .values({ parent_id: parent, path: [], kind, code: own, name, place: 'hebei', details: kind === 'unit' ? DETAILS : '{}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('organisation')
    .set({ path: [...path, id] })
    .where('id', '=', id)
    .execute()
  return { id, path: [...path, id] }
}

async function addPost({ db }: Store, user: string, role: PostRole, organisation: number): Promise<PostHolder> {
  const email = `${user}@account.invalid`
  await db
    .insertInto('account_user')
    .values({ id: user, name: user, email, emailVerified: false, username: user, displayUsername: user, twoFactorEnabled: true })
    .execute()
  await db.insertInto('post').values({ user_id: user, organisation_id: organisation, role, given_by: 'bench' }).execute()
  return { user, role, organisation }
}

async function addBudgets(
  { db }: Store,
  cycle: number,
  kind: 'department' | 'unit',
  rows: readonly { readonly at: Placed; readonly ledger: ReturnType<typeof unitLedger> }[],
): Promise<readonly number[]> {
  if (rows.length === 0) return []
  const added = await db
    .insertInto('budget')
    .values(
      rows.map(({ at, ledger }) => {
        const draft = JSON.stringify(draftOf(ledger))
        return {
          cycle_id: cycle,
          organisation_id: at.id,
          path: at.path,
          kind,
          year: ledger.year,
          state: kind === 'unit' ? ('first-draft' as const) : ('collecting' as const),
          opening: draft,
          draft,
          money: JSON.stringify(packMoney(ledger.lines)),
          head: Buffer.alloc(32),
        }
      }),
    )
    .returning('id')
    .execute()
  return added.map(({ id }) => id)
}
