import { openCycle } from '../../../src/app/compile/cycles.ts'
import { addOrganisation, setPost } from '../../../src/app/compile/organisations.ts'
import type { PostRole } from '../../../src/ledger/roles.ts'
import type { PostHolder } from '../../../src/store/access/act-as.ts'
import type { Store } from '../../../src/store/open-store.ts'

/** A small county in a store: its organisations by name, and people who hold one post each. */
export interface SmallDivision {
  readonly cycle: number
  readonly at: Readonly<Record<string, number>>
  /** A person with this post: made when first asked for. */
  holder(role: PostRole, organisation: string, person?: string): Promise<PostHolder>
  budgetOf(organisation: string): Promise<number>
}

/** 某县 with 甲局 (本级 and 中心) and 乙局 (本级), and its budget of a year. */
export async function smallDivision(store: Store, year: number): Promise<SmallDivision> {
  const at: Record<string, number> = {}
  await addPerson(store, 'root')
  await store.db.insertInto('role_grant').values({ user_id: 'root', role: 'administrator', granted_by: 'test' }).execute()
  for (const [name, kind, above] of [
    ['某县', 'division', null],
    ['甲局', 'department', '某县'],
    ['甲局本级', 'unit', '甲局'],
    ['甲局中心', 'unit', '甲局'],
    ['乙局', 'department', '某县'],
    ['乙局本级', 'unit', '乙局'],
  ] as const) {
    const parent = above === null ? null : (at[above] ?? 0)
    const details = kind === 'unit' ? { kind: '行政', grade: '正科级', funding: '财政拨款' } : {}
    const id = await addOrganisation(store, 'root', {
      name,
      kind,
      parent,
      code: `1${Object.keys(at).length}`,
      place: 'hebei',
      details,
    })
    if (typeof id !== 'number') throw new Error(id)
    at[name] = id
  }
  const holder = async (role: PostRole, organisation: string, person = `${role}@${organisation}`): Promise<PostHolder> => {
    const known = await store.db.selectFrom('account_user').select('id').where('id', '=', person).executeTakeFirst()
    if (known === undefined) await addPerson(store, person)
    const post = { user: person, role, organisation: at[organisation] ?? 0 }
    const refused = await setPost(store, 'root', { ...post, held: true })
    if (refused !== null) throw new Error(refused)
    return post
  }
  const cycle = await openCycle(store, await holder('bureau-budget', '某县'), year)
  if (typeof cycle !== 'number') throw new Error(cycle)
  const budgetOf = async (organisation: string): Promise<number> =>
    (
      await store.db
        .selectFrom('budget')
        .select('id')
        .where('organisation_id', '=', at[organisation] ?? 0)
        .where('cycle_id', '=', cycle)
        .executeTakeFirstOrThrow()
    ).id
  return { cycle, at, holder, budgetOf }
}

async function addPerson(store: Store, id: string): Promise<void> {
  await store.db
    .insertInto('account_user')
    .values({
      id,
      name: id,
      email: `${encodeURIComponent(id)}@account.invalid`,
      emailVerified: false,
      username: id,
      displayUsername: id,
      twoFactorEnabled: true,
    })
    .execute()
}
