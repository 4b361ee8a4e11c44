import { Hono } from 'hono'
import { Budgets } from '../../../src/app/compile/budgets.ts'
import type { Store } from '../../../src/store/open-store.ts'
import type { DeskContext } from '../../../src/server/desk/desk-env.ts'
import { deskRoutes } from '../../../src/server/desk/desk-routes.ts'

/** The desk's routes as the server has them; who asks is said and not signed in, which is tested elsewhere. */
export class DeskApp {
  readonly budgets: Budgets
  readonly #app = new Hono()
  /** Null where nobody is signed in. */
  who: string | null = null

  constructor(store: Store, now: () => Date) {
    this.budgets = new Budgets(store, now)
    const person = async () =>
      this.who === null
        ? null
        : { person: { id: this.who, name: this.who, username: this.who, roles: [], needsSecondFactor: false }, cookies: [] }
    const context = { budgets: this.budgets, assets: new Map(), accounts: { address: 'http://desk', signIn: { person } } }
    this.#app.route('/desk', deskRoutes(context as unknown as DeskContext))
  }

  /** The paths under which something can be posted. */
  get posted(): readonly string[] {
    return [
      ...new Set(this.#app.routes.filter(({ method }) => method === 'POST').map(({ path }) => path.replace(/^\/desk/u, ''))),
    ]
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return await this.#app.request(`http://desk/desk${path}`, { headers })
  }

  async page(path: string): Promise<string> {
    const answer = await this.get(path)
    if (answer.status !== 200) throw new Error(`${path} says ${answer.status}`)
    return await answer.text()
  }

  async form(path: string, fields: Record<string, string | readonly string[]>): Promise<Response> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each)
    return await this.#post(path, body.toString(), 'application/x-www-form-urlencoded')
  }

  async json(path: string, data: unknown): Promise<Response> {
    return await this.#post(path, JSON.stringify(data), 'application/json')
  }

  async file(path: string, name: string, bytes: Uint8Array): Promise<Response> {
    const body = new FormData()
    body.append('file', new File([new Uint8Array(bytes)], name))
    return await this.#app.request(`http://desk/desk${path}`, { method: 'POST', body, headers: { origin: 'http://desk' } })
  }

  async #post(path: string, body: string, type: string): Promise<Response> {
    const headers = { origin: 'http://desk', 'content-type': type, accept: type === 'application/json' ? type : 'text/html' }
    return await this.#app.request(`http://desk/desk${path}`, { method: 'POST', body, headers })
  }
}
