import { type Kysely, sql } from 'kysely'
import { hostname } from 'node:os'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Store } from './open-store.ts'
import type { Schema } from './schema.ts'

/** What became of a file: kept; there already; refused with a sentence; failed by a bug of ours. */
export const ITEM_STATES = ['waiting', 'kept', 'known', 'refused', 'failed'] as const
export type ItemState = (typeof ITEM_STATES)[number]

export interface FoundFile {
  readonly path: string
  readonly size: number
  readonly modified: Date
}

export interface ItemResult {
  readonly state: Exclude<ItemState, 'waiting'>
  readonly sha256?: string
  readonly departmentId?: number
  readonly disclosureId?: number
  /** What a summary tells: why it was refused, what was not read in it. */
  readonly note?: ItemNote
}

export interface ItemNote {
  readonly message?: { readonly zh: string; readonly en: string }
  readonly unreadTables?: number
  readonly unknownYear?: true
  readonly unknownDepartment?: true
  readonly unknownPlace?: true
  readonly withoutFacts?: true
  readonly errors?: number
}

/** A file that this process has taken to work on. */
export interface TakenItem {
  readonly path: string
  readonly job: string
}

const QUEUE = 'import'
/** After so long a job of a machine that fell silent is given to another. */
const EXPIRE_SECONDS = 120

/**
 * The queue of files to import, in the database: several processes and machines take from it. What is in it survives whoever works on it; a file is done
 * when its row says so, and doing it twice keeps it once.
 */
export class ImportQueue {
  readonly #store: Store
  readonly #boss: PgBoss
  readonly #worker = `${hostname()}:${process.pid}`
  /** Paths that we work on. */
  readonly #hand = new Set<string>()

  private constructor(store: Store, boss: PgBoss) {
    this.#store = store
    this.#boss = boss
  }

  static async open(store: Store): Promise<ImportQueue> {
    const boss = new PgBoss({ db: fromKysely(store.db), schema: 'queue', schedule: false })
    boss.on('error', () => {})
    await boss.start()
    await boss.createQueue(QUEUE, { retryLimit: 5, expireInSeconds: EXPIRE_SECONDS, deleteAfterSeconds: 3600 })
    return new ImportQueue(store, boss)
  }

  /** Puts files in the queue that are not done yet, or have changed since. Gives how many. */
  async add(folder: string, files: readonly FoundFile[]): Promise<number> {
    return await this.#store.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ path: string }>`INSERT INTO import_item AS i (path, folder, size, modified)
        SELECT * FROM unnest(${files.map((f) => f.path)}::text[], ${files.map(() => folder)}::text[],
          ${files.map((f) => f.size)}::bigint[], ${files.map((f) => f.modified)}::timestamptz[])
        ON CONFLICT (path) DO UPDATE SET folder = excluded.folder, size = excluded.size, modified = excluded.modified, state = 0,
          taken_by = NULL, note = NULL
        WHERE i.size <> excluded.size OR i.modified <> excluded.modified OR i.state = 4
        RETURNING path`.execute(tx)
      const jobs = rows.map(({ path }) => ({ data: { path } }))
      if (jobs.length > 0) await this.#boss.insert(QUEUE, jobs, { db: fromKysely(tx) })
      return rows.length
    })
  }

  /** Gives files back to the queue that nobody works on any more: taken by processes of this machine that did not live to finish, or by us before a connection was cut. */
  async recover(): Promise<number> {
    return await this.#store.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ path: string; taken_by: string }>`SELECT path, taken_by FROM import_item
        WHERE state = 0 AND taken_by LIKE ${`${hostname()}:%`} FOR UPDATE SKIP LOCKED`.execute(tx)
      const isOrphan = ({ path, taken_by: by }: { path: string; taken_by: string }): boolean =>
        by === this.#worker ? !this.#hand.has(path) : !isAlive(Number(by.split(':').at(-1)))
      const orphans = rows.filter(isOrphan).map(({ path }) => path)
      if (orphans.length === 0) return 0
      await sql`UPDATE import_item SET taken_by = NULL WHERE path = ANY (${orphans})`.execute(tx)
      const jobs = orphans.map((path) => ({ data: { path } }))
      await this.#boss.insert(QUEUE, jobs, { db: fromKysely(tx) })
      return orphans.length
    })
  }

  /** Takes the next file; null where none waits now. */
  async take(): Promise<TakenItem | null> {
    for (;;) {
      // Together or not at all: a job that is taken for no file would be waited for.
      const taken = await this.#store.db.transaction().execute(async (tx) => {
        const [job] = await this.#boss.fetch<{ path: string }>(QUEUE, { db: fromKysely(tx) })
        if (job === undefined) return null
        const { path } = job.data
        const { rows } = await sql<{ path: string }>`UPDATE import_item SET taken_by = ${this.#worker}
          WHERE path = ${path} AND state = 0 RETURNING path`.execute(tx)
        // Another process did it, after this job had been given to one that died.
        if (rows.length === 0) await this.#boss.complete(QUEUE, job.id, undefined, { db: fromKysely(tx) })
        return { path, job: job.id, isWaiting: rows.length > 0 }
      })
      if (taken === null) return null
      if (!taken.isWaiting) continue
      this.#hand.add(taken.path)
      return { path: taken.path, job: taken.job }
    }
  }

  /** Says what became of a file, in the transaction that keeps it, or in one of its own. */
  async record({ path }: TakenItem, result: ItemResult, tx: Kysely<Schema> = this.#store.db): Promise<void> {
    await sql`UPDATE import_item SET state = ${ITEM_STATES.indexOf(result.state)}, taken_by = NULL, finished_at = now(),
      sha256 = ${result.sha256 === undefined ? null : Buffer.from(result.sha256, 'hex')},
      department_id = ${result.departmentId ?? null}, disclosure_id = ${result.disclosureId ?? null},
      note = ${result.note === undefined ? null : JSON.stringify(result.note)}
      WHERE path = ${path} AND state = 0`.execute(tx)
  }

  /** The file is out of our hands. Its job may stay behind when we are killed here: whoever gets it sees that the file is done. */
  async finish({ path, job }: TakenItem): Promise<void> {
    this.#hand.delete(path)
    await this.#boss.complete(QUEUE, job)
  }

  /** How many files of a folder are in which state. */
  async counts(folder: string): Promise<Readonly<Record<ItemState, number>>> {
    const { rows } = await sql<{ state: number; n: number }>`SELECT state, count(*) AS n FROM import_item
      WHERE folder = ${folder} GROUP BY state`.execute(this.#store.db)
    const counts = Object.fromEntries(ITEM_STATES.map((state) => [state, 0])) as Record<ItemState, number>
    for (const { state, n } of rows) counts[ITEM_STATES[state] ?? 'failed'] += n
    return counts
  }

  /** The database's own moment, to its last digit: what finishes after it was not done before. */
  async moment(): Promise<string> {
    const { rows } = await sql<{ moment: string }>`SELECT clock_timestamp()::text AS moment`.execute(this.#store.db)
    return rows[0]?.moment ?? ''
  }

  /** How many files of a folder were kept before a moment. */
  async keptBefore(folder: string, moment: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM import_item
      WHERE folder = ${folder} AND state = ${ITEM_STATES.indexOf('kept')} AND finished_at < ${moment}::timestamptz`.execute(
      this.#store.db,
    )
    return Number(rows[0]?.n ?? 0)
  }

  /** What a summary lists of a folder: files with something to tell, by path. */
  async noted(folder: string): Promise<{ readonly path: string; readonly state: ItemState; readonly note: ItemNote }[]> {
    const { rows } = await sql<{ path: string; state: number; note: ItemNote }>`SELECT path, state, note FROM import_item
      WHERE folder = ${folder} AND note IS NOT NULL ORDER BY path`.execute(this.#store.db)
    return rows.map(({ path, state, note }) => ({ path, state: ITEM_STATES[state] ?? 'failed', note }))
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
