import type { RoleId } from '../../ledger/roles.ts'
import { actAs } from '../../store/access/act-as.ts'
import type { AuditEntry } from '../../store/audit/audit-entry.ts'
import { listAudit } from '../../store/audit/audit-trail.ts'
import type { Store } from '../../store/open-store.ts'
import { Budgets } from '../compile/budgets.ts'
import type { AuthSettings } from './auth.ts'
import * as invitations from './invitations.ts'
import * as people from './people.ts'
import * as publishing from './publishing.ts'
import { changeSettings, type Settings, settingsFor } from './settings.ts'
import { SignIn } from './sign-in.ts'
import { Uploads } from './uploads.ts'

export { type Duty, DUTIES, isProgramRole, type RoleId, roleFor } from '../../ledger/roles.ts'
export { isDenied } from '../../store/access/act-as.ts'
export type { AuditEntry }

/**
 * What people with an account can do, for the server. Each verb takes the id of who asks, and looks up for itself, in the database and in the transaction
 * that works, whether he may: the server's own checks only choose the page.
 */
export class Accounts {
  readonly signIn: SignIn
  readonly uploads: Uploads
  readonly budgets: Budgets
  readonly #store: Store
  readonly #settings: AuthSettings

  /** @param now the clock of the budgets, for demonstrations */
  constructor(store: Store, settings: AuthSettings, now?: () => Date) {
    this.#store = store
    this.#settings = settings
    this.signIn = new SignIn(store, settings)
    this.uploads = new Uploads(store)
    this.budgets = new Budgets(store, now)
  }

  /** Origin under which browsers reach the server. */
  get address(): string {
    return this.#settings.address
  }

  /** The name in that address where it was given from outside; null where the server goes by the one it listens on. */
  get hostName(): string | null {
    return this.#settings.address.startsWith('https:') ? new URL(this.#settings.address).hostname.toLowerCase() : null
  }

  /** The link for the first administrator as long as there is none; to be shown to whoever starts the program, and to nobody else. */
  async firstLink(): Promise<string | null> {
    const token = await invitations.firstToken(this.#store)
    return token === null ? null : this.#link(token)
  }

  invitation(token: string): Promise<invitations.Invitation | null> {
    return invitations.readInvitation(this.#store, token)
  }

  accept(token: string, wanted: Parameters<typeof invitations.acceptInvitation>[2]): Promise<invitations.SetUp> {
    return invitations.acceptInvitation(this.#store, token, wanted, (password) => this.signIn.hash(password))
  }

  async invite(actor: string, person: Parameters<typeof invitations.invite>[2]): Promise<string | null> {
    const token = await invitations.invite(this.#store, actor, person)
    return token === null ? null : this.#link(token)
  }

  withdraw(actor: string, invitation: number): Promise<void> {
    return invitations.withdrawInvitation(this.#store, actor, invitation)
  }

  people(actor: string, role: RoleId): Promise<people.ListedPerson[]> {
    return people.listPeople(this.#store, { user: actor, role })
  }

  openInvitations(actor: string): Promise<people.OpenInvitation[]> {
    return people.listInvitations(this.#store, actor)
  }

  setRoles(actor: string, userId: string, roles: readonly RoleId[]): Promise<people.PersonRefused | null> {
    return people.setRoles(this.#store, actor, userId, roles)
  }

  setDisabled(actor: string, userId: string, disabled: boolean): Promise<people.PersonRefused | null> {
    return people.setDisabled(this.#store, actor, userId, disabled)
  }

  disclosures(actor: string, role: RoleId, query: Parameters<typeof publishing.findDisclosures>[2]): Promise<publishing.Found> {
    return publishing.findDisclosures(this.#store, { user: actor, role }, query)
  }

  withhold(
    actor: string,
    held: Parameters<typeof publishing.withholdDisclosure>[2],
    reason: string,
  ): Promise<publishing.Decided> {
    return publishing.withholdDisclosure(this.#store, actor, held, reason)
  }

  publish(actor: string, held: Parameters<typeof publishing.publishDisclosure>[2]): Promise<publishing.Decided> {
    return publishing.publishDisclosure(this.#store, actor, held)
  }

  file(actor: string, role: RoleId, sha256: string): Promise<Uint8Array | null> {
    return publishing.withheldFile(this.#store, { user: actor, role }, sha256)
  }

  audit(actor: string, query: Parameters<typeof listAudit>[1]): Promise<AuditEntry[]> {
    return actAs(this.#store, { user: actor, role: 'auditor' }, (tx) => listAudit(tx, query))
  }

  settings(actor: string): Promise<Settings> {
    return settingsFor(this.#store, actor)
  }

  changeSettings(actor: string, settings: Settings): Promise<void> {
    return changeSettings(this.#store, actor, settings)
  }

  /** Whether people may be let in by links of the demonstration. */
  get isDemo(): boolean {
    return this.#settings.demo === true
  }

  /** A link that signs a person of the demonstration in, once; null where this is none. */
  async demoLink(user: string): Promise<string | null> {
    const token = await this.signIn.demoToken(user)
    return token === null ? null : new URL(`/account/demo/${token}`, this.#settings.address).href
  }

  #link(token: string): string {
    return new URL(`/account/set-up/${token}`, this.#settings.address).href
  }
}
