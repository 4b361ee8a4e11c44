import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../../src/store/embedded-postgres.ts'
import type { Answer, Batch } from './server.ts'

const SERVER = fileURLToPath(new URL('server.ts', import.meta.url))

/** What came of a batch: its answer, or none because the program died; and whether the database was killed. */
export interface Served {
  readonly outcomes: Answer['outcomes'] | 'died'
  readonly crashed: boolean
}

/** The program in a process of its own over a database of its own, begun again whenever it was killed. */
export class Serving {
  readonly #folder: string
  readonly #database: string
  #child: ChildProcess | null = null
  #running: Awaited<ReturnType<typeof startEmbeddedPostgres>> | null = null
  #batches = 0

  constructor(folder: string, database: string) {
    this.#folder = folder
    this.#database = database
  }

  /** Address of the database: another one after each start of the server. */
  get url(): string {
    if (this.#running === null) throw new Error('not started')
    const url = new URL(this.#running.url)
    url.pathname = `/${this.#database}`
    return url.href
  }

  /** Starts what does not run: the database, then the program. */
  async start(): Promise<void> {
    if (this.#child !== null) return
    this.#running ??= await startEmbeddedPostgres(this.#folder)
    await ensureDatabase(this.#running.url, this.#database)
    const child = fork(SERVER, [this.#folder, this.url], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve())
      child.once('exit', (code) => reject(new Error(`the program did not start: ${code}`)))
    })
    child.removeAllListeners('exit')
    this.#child = child
  }

  /** Asks for a batch. Where it kills the program or the database, both are started again before this returns. */
  async ask(batch: Omit<Batch, 'n'>): Promise<Served> {
    const child = this.#child
    if (child === null) throw new Error('not started')
    const n = ++this.#batches
    const answer = await new Promise<Answer | null>((resolve) => {
      child.once('message', (said) => resolve(said as Answer))
      child.once('exit', () => resolve(null))
      child.send({ ...batch, n } satisfies Batch)
    })
    child.removeAllListeners('message')
    child.removeAllListeners('exit')
    const outcomes = answer?.outcomes ?? 'died'
    if (outcomes === 'died') this.#child = null
    const crashed = this.#running !== null && batch.fault?.how === 'database' && !(await answers(this.#running.url))
    if (crashed) await this.#afterCrash()
    await this.start()
    return { outcomes, crashed }
  }

  /** The program lost its connections with the database: it is begun again too. */
  async #afterCrash(): Promise<void> {
    await this.#endChild()
    this.#running = null
  }

  async #endChild(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  async stop(): Promise<void> {
    await this.#endChild()
    await this.#running?.stop()
    this.#running = null
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  const there = await client.connect().then(
    () => true,
    () => false,
  )
  await client.end().catch(() => {})
  return there
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  } finally {
    await client.end()
  }
}
