import type { PostRole } from '../../ledger/roles.ts'
import { SYSTEM, appendAudit } from '../../store/audit/audit-trail.ts'
import type { Store } from '../../store/open-store.ts'
import { addOrganisation, setPost } from '../compile/organisations.ts'
import { Library } from '../compile/library.ts'
import {
  ADMINISTRATOR,
  BUREAU,
  type DemoOrganisation,
  type DemoPerson,
  DEPARTMENTS,
  organisationsOf,
  PEOPLE,
  WATER,
} from './demo-county.ts'
import { cardOf, DEMO_YEARS } from './demo-ledger.ts'
import { DemoFault, type DemoPlace, DemoPlay } from './demo-play.ts'
import type { DemoProject, DemoUnit } from './demo-unit.ts'
import { firstYear, nextYear, progress, runningYear } from './demo-years.ts'

/** Plays the demonstration into an empty store, by the verbs that people have: histories, versions and audit entries are as real as any. */
export async function makeDemo(store: Store): Promise<void> {
  for (const person of [ADMINISTRATOR, ...PEOPLE]) await addPerson(store, person)
  await store.db
    .insertInto('role_grant')
    .values({ user_id: ADMINISTRATOR.id, role: 'administrator', granted_by: SYSTEM })
    .execute()
  const places = new Map<string, DemoPlace>()
  const play = new DemoPlay(store, places)
  const add = async (all: readonly DemoOrganisation[]): Promise<void> => {
    for (const organisation of all) await addPlace(store, places, organisation)
    for (const { id, posts } of PEOPLE)
      for (const [role, where] of posts)
        if (places.has(where)) await givePost(store, { user: id, role, organisation: play.place(where).id })
  }
  await add([BUREAU, ...organisationsOf(WATER)])
  for (const unit of WATER.units) await fillLibrary(play, unit)
  await firstYear(play)
  const others = DEPARTMENTS.filter((department) => department !== WATER)
  await add(others.flatMap(organisationsOf))
  for (const unit of others.flatMap(({ units }) => units)) await fillLibrary(play, unit)
  await runningYear(play)
  await progress(play)
  await nextYear(play)
}

/** Somebody without a password: he signs in by the links of the demonstration alone. */
async function addPerson(store: Store, { id, name }: DemoPerson): Promise<void> {
  await store.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('account_user')
      .values({
        id,
        name,
        username: id,
        displayUsername: id,
        email: `${id}@account.invalid`,
        emailVerified: false,
        twoFactorEnabled: false,
      })
      .execute()
    await appendAudit(tx, { actor: SYSTEM, action: 'set-up', subject: id, details: { kind: 'demo' } })
  })
}

async function addPlace(
  store: Store,
  places: Map<string, DemoPlace>,
  { name, kind, code, above, details }: DemoOrganisation,
): Promise<void> {
  const parent = above === null ? null : (places.get(above) ?? null)
  const wanted = { name, kind, code, details, parent: parent?.id ?? null, place: kind === 'division' ? 'hebei' : '' }
  const id = await addOrganisation(store, ADMINISTRATOR.id, wanted)
  if (typeof id === 'string') throw new DemoFault(`${name} was not added: ${id}`)
  places.set(name, { id, path: [...(parent?.path ?? []), id] })
}

async function givePost(
  store: Store,
  post: { readonly user: string; readonly organisation: number; readonly role: PostRole },
): Promise<void> {
  const refused = await setPost(store, ADMINISTRATOR.id, { ...post, held: true })
  if (refused !== null) throw new DemoFault(`${post.user} did not become ${post.role}: ${refused}`)
}

/** The projects of a unit, each written, passed and stored by somebody else. */
async function fillLibrary(play: DemoPlay, unit: DemoUnit): Promise<void> {
  const library = new Library(play.store)
  for (const project of unit.projects) {
    const made = await library.make(play.holder('unit-clerk', unit.name), {
      project: cardOf(project, unit, project.since),
      since: project.since,
      estimates: estimatesOf(project),
    })
    if (!made.ok) throw new DemoFault(`project ${project.name}: ${made.why}`)
    for (const [step, role] of [
      ['submit', 'unit-clerk'],
      ['pass', 'department-finance'],
      ['store', 'bureau-business'],
    ] as const) {
      const moved = await library.move(play.holder(role, unit.name), made.id, step)
      if (!moved.ok) throw new DemoFault(`project ${project.name}, ${step}: ${moved.refusals.map(({ zh }) => zh).join(' ')}`)
    }
  }
}

function estimatesOf({ since, until, money }: DemoProject): readonly { readonly year: number; readonly amount: number }[] {
  const yuan = Object.values(money).reduce((sum, each) => sum + each, 0)
  return DEMO_YEARS.filter(({ year }) => year >= since && year <= (until ?? year)).map(({ year, projects }) => ({
    year,
    amount: Math.round((yuan * (1000 + projects)) / 1000) * 100,
  }))
}
