import type { Context, MiddlewareHandler } from 'hono'
import type { Accounts } from '../../app/accounts/accounts.ts'
import type { Person } from '../../app/accounts/sign-in.ts'
import { type Budgets, holderFor, type Post, type PostHolder, type PostRole } from '../../app/compile/budgets.ts'
import type { Asset } from '../assets.ts'
import type { DeskView } from '../../web/desk/desk-shell.ts'
import { languageOf, setCookies, viewOf, visitOf, goTo } from '../account/visitor.ts'

/** What the desk's routes are made with. */
export interface DeskContext {
  readonly budgets: Budgets
  readonly accounts: Accounts
  readonly assets: ReadonlyMap<string, Asset>
}

export interface DeskEnv {
  Variables: { person: Person; posts: readonly Post[] }
}

export type DeskRequest = Context<DeskEnv>

const SIGNED_OUT = {
  zh: '您已退出登录。页面上的内容还在，请在另一个窗口登录后刷新本页。',
  en: 'You are signed out. What you wrote still stands on this page: sign in again in another window, then load this page anew.',
}

/** Lets in whoever is signed in and has a post; before any body is read. */
export function requirePost({ budgets, accounts }: DeskContext): MiddlewareHandler<DeskEnv> {
  return async (c, next) => {
    const isData = c.req.header('accept')?.includes('application/json') === true
    const found = await accounts.signIn.person(visitOf(c, accounts))
    if (found === null) return isData ? c.json({ code: 'signed-out', message: SIGNED_OUT }, 401) : goTo(c, '/account/sign-in')
    setCookies(c, found.cookies)
    if (found.person.needsSecondFactor) return isData ? c.json({ code: 'second-factor' }, 401) : goTo(c, '/account/second-factor')
    c.set('person', found.person)
    c.set('posts', await budgets.posts(found.person.id))
    return await next()
  }
}

/** The post in which this person may reach what has that path: one with one of the roles where they are named, else the nearest; null where none does. */
export function holderOf(c: DeskRequest, path: readonly number[] | null, roles?: readonly PostRole[]): PostHolder | null {
  return path === null ? null : holderFor(c.get('person').id, c.get('posts'), path, roles)
}

/** Every post of this person, as he asks in it. */
export function postsFor(c: DeskRequest): readonly PostHolder[] {
  return c.get('posts').map(({ role, organisation }) => ({ user: c.get('person').id, role, organisation }))
}

/** @param path path and query of the page without its language; null where it cannot be asked for again */
export function deskView(c: DeskRequest, path: string | null, said?: DeskView['notice']): DeskView {
  const { notice } = viewOf(c, null, path, said)
  return { language: languageOf(c), path, person: { name: c.get('person').name }, posts: c.get('posts'), notice }
}
