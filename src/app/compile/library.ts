import { sql, type Transaction } from 'kysely'
import type { Words } from '../../budget/finding.ts'
import type { Draft } from '../../ledger/draft/draft.ts'
import { judgeCard, type LibraryCard, projectChanges } from '../../ledger/library-project.ts'
import {
  LIBRARY_STEPS,
  LIBRARY_WRITERS,
  type LibraryState,
  type LibraryStep,
  type LibraryStepId,
  libraryStep,
} from '../../ledger/workflow/library-steps.ts'
import { STATE_IDS, STATES, writesIn } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import { appendAudit } from '../../store/audit/audit-trail.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { draftFrom, lockRow } from './budget-row.ts'
import { authorsOf, type LibraryEvent, type LibraryProject, libraryProjectOf } from './library-row.ts'
import { doubtsOf } from './library-doubts.ts'
import { addEntry, type Written } from './write-budget.ts'

/** What is asked of the library. */
export interface LibraryQuery {
  readonly state?: LibraryState
  /** Part of a name or a code. */
  readonly text?: string
  /** Only what belongs to this organisation, or lies below it. */
  readonly below?: number
  readonly limit: number
  readonly offset: number
}

export interface FoundProjects {
  readonly projects: readonly (LibraryProject & { readonly unit: string })[]
  readonly total: number
}

/** A step with what stands in its way. */
export interface OfferedLibraryStep extends LibraryStep {
  readonly refusals: readonly Words[]
}

/** A budget of the project's unit in which the post writes now. */
export interface OpenDraft {
  readonly budget: number
  readonly year: number
  readonly has: boolean
}

/** A project as its page shows it. */
export interface OpenProject {
  readonly project: LibraryProject
  readonly unit: string
  readonly mayWrite: boolean
  readonly steps: readonly OfferedLibraryStep[]
  /** Names of those who did something, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly drafts: readonly OpenDraft[]
  /** What a reader would doubt of its indicators. */
  readonly doubts: readonly Words[]
}

export type LibraryWritten =
  | { readonly ok: true; readonly id: number }
  /** `taken`: the unit has a project of that name. */
  | { readonly ok: false; readonly why: 'absent' | 'taken' | 'name' }

export type LibraryMoved =
  | { readonly ok: true; readonly state: LibraryState }
  | { readonly ok: false; readonly refusals: readonly Words[] }

/** `known`: the draft has a project of that name already. */
export type Drawn = Written | { readonly ok: false; readonly why: 'not-stored' | 'known' }

/** The project library: written by units, passed by their departments, stored by the bureau. Nothing outside it is budgeted. */
export class Library {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** What several posts of a person reach, as one list, the newest change first. */
  async list(holders: readonly PostHolder[], query: LibraryQuery): Promise<FoundProjects> {
    const { limit, offset } = query
    const found: FoundProjects[] = []
    const asked: number[] = []
    // Each post is asked for what no earlier one reaches: so nothing is counted twice.
    for (const holder of holders) {
      if (asked.includes(holder.organisation)) continue
      found.push(await this.#reached(holder, { ...query, limit: offset + limit, offset: 0 }, asked))
      asked.push(holder.organisation)
    }
    const newest = found
      .flatMap(({ projects }) => projects)
      .toSorted((a, b) => b.changedAt.getTime() - a.changedAt.getTime() || a.id - b.id)
    return { total: found.reduce((sum, { total }) => sum + total, 0), projects: newest.slice(offset, offset + limit) }
  }

  /** What one post reaches of what lies outside some organisations. */
  async #reached(
    holder: PostHolder,
    { state, text = '', below, limit, offset }: LibraryQuery,
    outside: readonly number[],
  ): Promise<FoundProjects> {
    return await actAt(this.#store, holder, async (tx) => {
      const part = `%${text.trim().replaceAll(/[\\%_]/gu, '\\$&')}%`
      const found = tx
        .selectFrom('library_project')
        .innerJoin('organisation', 'organisation.id', 'library_project.organisation_id')
        .$if(state !== undefined, (query) => query.where('library_project.state', '=', state ?? 'draft'))
        .$if(text.trim() !== '', (query) =>
          query.where((where) =>
            where.or([where('library_project.name', 'like', part), where('library_project.code', 'like', part)]),
          ),
        )
        .$if(below !== undefined, (query) => query.where(sql<boolean>`library_project.path @> ARRAY[${below ?? 0}]::int[]`))
        .$if(outside.length > 0, (query) => query.where(sql<boolean>`NOT library_project.path && ${[...outside]}::int[]`))
      const { total } = await found.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await found
        .selectAll('library_project')
        .select('organisation.name as unit')
        .orderBy('library_project.changed_at', 'desc')
        .orderBy('library_project.id')
        .limit(limit)
        .offset(offset)
        .execute()
      return { total, projects: rows.map(({ unit, ...row }) => ({ ...libraryProjectOf(row), unit })) }
    })
  }

  /** One project with the steps that the post has; null where it does not reach it. */
  async open(holder: PostHolder, id: number): Promise<OpenProject | null> {
    return await actAt(this.#store, holder, async (tx) => {
      const project = await read(tx, id)
      if (project === null) return null
      const { name } = await tx
        .selectFrom('organisation')
        .select('name')
        .where('id', '=', project.organisation)
        .executeTakeFirstOrThrow()
      const actors = [...new Set(project.history.map(({ actor }) => actor))]
      const people = await tx
        .selectFrom('account_user')
        .select(['id', 'name'])
        .where('id', 'in', ['', ...actors])
        .execute()
      return {
        project,
        unit: name,
        mayWrite: project.state === LIBRARY_WRITERS.state && LIBRARY_WRITERS.roles.includes(holder.role),
        steps: LIBRARY_STEPS.filter(({ from, role }) => from === project.state && role === holder.role).map((step) => ({
          ...step,
          refusals: judge(step, project, holder.user),
        })),
        names: new Map(people.map((person) => [person.id, person.name])),
        drafts: project.state === 'stored' ? await openDrafts(tx, holder, project) : [],
        doubts: doubtsOf(project.card),
      }
    })
  }

  /** Where a project belongs: only for choosing the post in which somebody may reach it. */
  async pathOf(id: number): Promise<readonly number[] | null> {
    const row = await this.#store.db.selectFrom('library_project').select('path').where('id', '=', id).executeTakeFirst()
    return row?.path ?? null
  }

  /** Begins a project of the unit at which the post stands. Without a code it is given one. */
  async make(holder: PostHolder, card: LibraryCard): Promise<LibraryWritten> {
    const name = card.project.name.trim()
    if (name === '') return { ok: false, why: 'name' }
    if (!LIBRARY_WRITERS.roles.includes(holder.role)) return { ok: false, why: 'absent' }
    return await actAt(this.#store, holder, async (tx) => {
      const at = await tx
        .selectFrom('organisation')
        .select(['id', 'path', 'code', 'name'])
        .where('id', '=', holder.organisation)
        .where('kind', '=', 'unit')
        .executeTakeFirst()
      if (at === undefined) return { ok: false, why: 'absent' }
      const { n } = await tx
        .selectFrom('library_project')
        .select((select) => select.fn.countAll<number>().as('n'))
        .where('organisation_id', '=', at.id)
        .executeTakeFirstOrThrow()
      const code = card.project.code.trim() || `${at.code}${card.since}P${String(n + 1).padStart(4, '0')}`
      const own = { ...card, project: { ...card.project, name, code } }
      const row = await tx
        .insertInto('library_project')
        .values({
          organisation_id: at.id,
          path: at.path,
          state: LIBRARY_WRITERS.state,
          ...columnsOf(own),
          author: holder.user,
          history: JSON.stringify([happened(holder, 'made', '')]),
        })
        .onConflict((conflict) => conflict.columns(['organisation_id', 'name']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (row === undefined) return { ok: false, why: 'taken' }
      await audit(tx, holder, row.id, { did: 'made', name, unit: at.name })
      return { ok: true, id: row.id }
    })
  }

  /** Writes a card anew while it is a draft; what stood there before is kept in its history. */
  async write(holder: PostHolder, id: number, card: LibraryCard): Promise<LibraryWritten> {
    const name = card.project.name.trim()
    if (name === '') return { ok: false, why: 'name' }
    return await actAt(this.#store, holder, async (tx) => {
      const project = await read(tx, id, true)
      if (project === null || project.state !== LIBRARY_WRITERS.state || !LIBRARY_WRITERS.roles.includes(holder.role))
        return { ok: false, why: 'absent' }
      const twin = await tx
        .selectFrom('library_project')
        .select('id')
        .where('organisation_id', '=', project.organisation)
        .where('name', '=', name)
        .where('id', '!=', id)
        .executeTakeFirst()
      if (twin !== undefined) return { ok: false, why: 'taken' }
      const own = { ...card, project: { ...card.project, name, code: card.project.code.trim() || project.code } }
      const history = [...project.history, { ...happened(holder, 'written', ''), before: project.card }]
      await tx
        .updateTable('library_project')
        .set({ ...columnsOf(own), author: holder.user, history: JSON.stringify(history), changed_at: new Date() })
        .where('id', '=', id)
        .execute()
      await audit(tx, holder, id, { did: 'written', name })
      return { ok: true, id }
    })
  }

  /** Makes a step of the project's way, or says what stands in it. */
  async move(holder: PostHolder, id: number, wanted: LibraryStepId, reason = ''): Promise<LibraryMoved> {
    const step = libraryStep(wanted)
    return await actAt(this.#store, holder, async (tx) => {
      const project = await read(tx, id, true)
      if (project === null || project.state !== step.from || step.role !== holder.role) return { ok: false, refusals: [NOT_NOW] }
      const said = reason.trim()
      const refusals = [
        ...(step.reason === true && said === '' ? [{ zh: '请写明理由。', en: 'Say why.' }] : []),
        ...judge(step, project, holder.user),
      ]
      if (refusals.length > 0) return { ok: false, refusals }
      const history = [...project.history, happened(holder, wanted, said)]
      await tx
        .updateTable('library_project')
        .set({ state: step.to, history: JSON.stringify(history), changed_at: new Date() })
        .where('id', '=', id)
        .execute()
      await audit(tx, holder, id, {
        did: wanted,
        to: step.to,
        name: project.name,
        role: holder.role,
        ...(said === '' ? {} : { reason: said }),
      })
      return { ok: true, state: step.to }
    })
  }

  /** Draws a stored project into the draft of its own unit's budget: an entry like any other, that can be taken back. */
  async draw(holder: PostHolder, { budget, project: id }: { readonly budget: number; readonly project: number }): Promise<Drawn> {
    return await actAt(this.#store, holder, async (tx) => {
      const row = await lockRow(tx, budget)
      if (row === null || !writesIn(row.state, row.kind, holder.role)) return { ok: false, why: 'closed' }
      const found = await read(tx, id)
      const runs = found !== null && found.card.since <= row.year && (found.card.project.until ?? row.year) >= row.year
      if (found === null || !runs || found.state !== 'stored' || found.organisation !== row.organisation_id)
        return { ok: false, why: 'not-stored' }
      if (namesProject(row.draft, found.name)) return { ok: false, why: 'known' }
      const changes = projectChanges(found.card, row.draft, row.year, `library-${id}-${row.entries + 1}`)
      const reason = `从项目库引入“${found.name}”`
      return await addEntry(tx, row, holder.user, { key: `library-${id}-${row.entries + 1}`, reason, changes })
    })
  }
}

/** Of a project that runs on. */
const LAST_YEAR = 2100

const NOT_NOW: Words = {
  zh: '现在不能办理这一步：项目已到别的环节，或不在您的岗位范围内。请刷新后再看。',
  en: 'This step cannot be made now: the project stands elsewhere, or it is not one of yours. Load the page again.',
}

async function read(tx: Transaction<Schema>, id: number, lock = false): Promise<LibraryProject | null> {
  const row = await tx
    .selectFrom('library_project')
    .selectAll()
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row === undefined ? null : libraryProjectOf(row)
}

async function openDrafts(
  tx: Transaction<Schema>,
  { role }: PostHolder,
  { organisation, name, card }: LibraryProject,
): Promise<readonly OpenDraft[]> {
  const writing = STATE_IDS.filter((state) => STATES[state].writers?.includes(role) === true)
  if (writing.length === 0) return []
  const rows = await tx
    .selectFrom('budget')
    .select(['id', 'year', 'draft'])
    .where('organisation_id', '=', organisation)
    .where('state', 'in', writing)
    .where('year', '>=', card.since)
    .where('year', '<=', card.project.until ?? LAST_YEAR)
    .orderBy('year')
    .execute()
  return rows.map(({ id, year, draft }) => ({ budget: id, year, has: namesProject(draftFrom(draft), name) }))
}

function namesProject(draft: Draft, name: string): boolean {
  return draft.projects.some(({ texts }) => texts['name']?.trim() === name)
}

function judge({ guards }: LibraryStep, { card, history }: LibraryProject, actor: string): readonly Words[] {
  const own = guards.includes('not-own') && authorsOf(history).has(actor)
  return [
    ...(guards.includes('complete') ? judgeCard(card) : []),
    ...(own
      ? [{ zh: '不能审核自己申报的项目。请由另一人办理。', en: 'Nobody passes what he wrote himself. Another person has to.' }]
      : []),
  ]
}

function columnsOf(card: LibraryCard): {
  name: string
  code: string
  since: number
  until: number | null
  card: string
  estimate: number
} {
  const { name, code, until } = card.project
  const estimate = card.estimates.reduce((sum, { amount }) => sum + amount, 0)
  return { name, code, since: card.since, until, card: JSON.stringify(card), estimate }
}

function happened({ user, role }: PostHolder, did: LibraryEvent['did'], reason: string): LibraryEvent {
  return { actor: user, role, at: new Date().toISOString(), did, reason }
}

async function audit(
  tx: Transaction<Schema>,
  holder: PostHolder,
  id: number,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  await appendAudit(tx, { actor: holder.user, action: 'project-moved', subject: `project/${id}`, details })
}

export { isLibraryStep, libraryStep } from '../../ledger/workflow/library-steps.ts'
export { readCard } from '../../ledger/library-project.ts'
