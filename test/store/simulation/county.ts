import { addOrganisation, setPost } from '../../../src/app/compile/organisations.ts'
import type { OrganisationKind, PostRole } from '../../../src/ledger/roles.ts'
import type { Store } from '../../../src/store/open-store.ts'

/** Who gives posts; holds none. */
export const ROOT = 'root'

const ORGANISATIONS: readonly (readonly [name: string, kind: OrganisationKind, above: string | null])[] = [
  ['某县', 'division', null],
  ['甲局', 'department', '某县'],
  ['甲局本级', 'unit', '甲局'],
  ['甲局中心', 'unit', '甲局'],
  ['乙局', 'department', '某县'],
  ['乙局本级', 'unit', '乙局'],
]

/** Some with one post, some with several that must not meet in one budget, some with none. */
const POSTS: readonly (readonly [user: string, ...posts: readonly (readonly [PostRole, string])[]])[] = [
  ['clerk-1', ['unit-clerk', '甲局本级']],
  ['clerk-2', ['unit-clerk', '甲局本级'], ['unit-clerk', '甲局中心']],
  ['clerk-3', ['unit-clerk', '乙局本级']],
  ['head-1', ['unit-head', '甲局本级']],
  ['head-2', ['unit-head', '甲局中心'], ['unit-head', '乙局本级']],
  ['clerk-and-head', ['unit-clerk', '甲局本级'], ['unit-head', '甲局本级']],
  ['finance-1', ['department-finance', '甲局'], ['secrecy-review', '甲局']],
  ['finance-2', ['department-finance', '乙局']],
  ['clerk-and-finance', ['unit-clerk', '乙局本级'], ['department-finance', '乙局'], ['bureau-budget', '某县']],
  ['business-1', ['bureau-business', '某县']],
  ['business-2', ['bureau-business', '乙局'], ['unit-clerk', '甲局中心']],
  ['budget-1', ['bureau-budget', '某县']],
  ['budget-2', ['bureau-budget', '某县'], ['department-finance', '甲局']],
  ['performance-1', ['bureau-performance', '某县']],
  ['secrecy-1', ['secrecy-review', '某县']],
  ['publisher-1', ['budget-publisher', '甲局']],
  ['publisher-2', ['budget-publisher', '某县'], ['secrecy-review', '某县']],
  ['auditor-1', ['budget-auditor', '某县']],
  ['nobody-1'],
  ['nobody-2'],
]

export const USERS: readonly string[] = POSTS.map(([user]) => user)

export interface Place {
  readonly id: number
  readonly name: string
  readonly kind: OrganisationKind
  readonly path: readonly number[]
}

/** Makes a county with its people in an empty store, by the verbs that administrators have. */
export async function makeCounty(store: Store): Promise<readonly Place[]> {
  for (const user of [ROOT, ...USERS])
    await store.db
      .insertInto('account_user')
      .values({
        id: user,
        name: user,
        email: `${user}@account.invalid`,
        emailVerified: false,
        username: user,
        displayUsername: user,
        twoFactorEnabled: true,
      })
      .execute()
  await store.db.insertInto('role_grant').values({ user_id: ROOT, role: 'administrator', granted_by: ROOT }).execute()
  const places: Place[] = []
  const at = (name: string): Place => {
    const found = places.find((place) => place.name === name)
    if (found === undefined) throw new Error(name)
    return found
  }
  for (const [name, kind, above] of ORGANISATIONS) {
    const parent = above === null ? null : at(above)
    const details = kind === 'unit' ? { kind: '行政', grade: '正科级', funding: '财政拨款' } : {}
    const id = await addOrganisation(store, ROOT, { name, kind, parent: parent?.id ?? null, code: name, place: 'hebei', details })
    if (typeof id !== 'number') throw new Error(id)
    places.push({ id, name, kind, path: [...(parent?.path ?? []), id] })
  }
  for (const [user, ...posts] of POSTS)
    for (const [role, name] of posts) {
      const refused = await setPost(store, ROOT, { user, role, organisation: at(name).id, held: true })
      if (refused !== null) throw new Error(`${user} ${role}: ${refused}`)
    }
  return places
}
