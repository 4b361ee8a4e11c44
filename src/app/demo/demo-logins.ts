import type { Words } from '../../budget/finding.ts'
import { roleOf } from '../../ledger/roles.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { ADMINISTRATOR, DEMO_TODAY, type DemoPerson, PEOPLE } from './demo-county.ts'

/** Who can be signed in as in the demonstration, by a link that works once. */
export interface DemoLogin {
  readonly name: string
  /** What he is, and where. */
  readonly posts: Words
  readonly link: string
}

/** In the demonstration it is always the same day. */
export function demoClock(): Date {
  return new Date(`${DEMO_TODAY}T09:00:00+08:00`)
}

/** A new link for everybody in the demonstration. Null where this is none. */
export async function demoLogins(accounts: Accounts): Promise<readonly DemoLogin[] | null> {
  const logins: DemoLogin[] = []
  for (const person of [ADMINISTRATOR, ...PEOPLE]) {
    const link = await accounts.demoLink(person.id)
    if (link === null) return null
    logins.push({ name: person.name, posts: postsOf(person), link })
  }
  return logins
}

function postsOf({ posts }: DemoPerson): Words {
  if (posts.length === 0) return roleOf('administrator').name
  const said = posts.map(([role, where]) => ({ where, name: roleOf(role).name }))
  return {
    zh: said.map(({ where, name }) => `${where} ${name.zh}`).join('、'),
    en: said.map(({ where, name }) => `${name.en}, ${where}`).join('; '),
  }
}
