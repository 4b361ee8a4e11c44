import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts'

/** A PostgreSQL that tests may fill. */
export interface DatabaseServer {
  readonly name: string
  /** Its main database, for whoever may make others. */
  readonly url: string
  /** A folder for what belongs to a store and is no database. */
  readonly folder: string
  /** The address of a new, empty database. */
  freshDatabase(): Promise<string>
  /** Number of its main process, where it is one of ours. */
  pid(): number | null
  stop(): Promise<void>
}

/** Databases that the suite runs on: a name, and how to start it. */
export interface Kind {
  readonly name: string
  start(): Promise<DatabaseServer>
}

const INSTALLED = '/usr/lib/postgresql'

/** The folder of the programs of a PostgreSQL 15 or later that the system brings; null for none. */
export function installedPostgres(): string | null {
  if (!existsSync(INSTALLED)) return null
  const versions = readdirSync(INSTALLED).filter(
    (name) => Number(name) >= 15 && existsSync(join(INSTALLED, name, 'bin', 'initdb')),
  )
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0]
  return newest === undefined ? null : join(INSTALLED, newest, 'bin')
}

/** The database that comes along, a server of the system where there is one, or only the one that is named. */
export function databaseKinds(): Kind[] {
  const named = process.env['MINGZHANG_TEST_DATABASE']
  if (named !== undefined) return [{ name: 'the named database', start: () => useServer('the named database', named) }]
  const programs = installedPostgres()
  const kinds: Kind[] = [{ name: 'the database that comes along', start: startEmbedded }]
  if (programs !== null) kinds.push({ name: `the system's PostgreSQL (${programs})`, start: () => startInstalled(programs) })
  else console.warn(`No PostgreSQL 15 or later below ${INSTALLED}: the store is tested on the one that comes along alone`)
  return kinds
}

/** A folder that the database's own user can enter. */
export function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-store-'))
  chmodSync(folder, 0o755)
  return folder
}

async function startEmbedded(): Promise<DatabaseServer> {
  const folder = openFolder()
  const running = await startEmbeddedPostgres(folder)
  const server = await useServer('the database that comes along', running.url, folder)
  return {
    ...server,
    pid: () => Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
    stop: async () => {
      await server.stop()
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Starts a server on a new cluster. As root it runs as the user `postgres`. */
export async function startInstalled(programs: string): Promise<DatabaseServer> {
  const folder = openFolder()
  const data = join(folder, 'cluster')
  const owner = process.getuid?.() === 0 ? postgresUser() : null
  if (owner !== null) chownSync(folder, owner.uid, owner.gid)
  const made = spawnSync(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'], {
    ...(owner ?? {}),
    cwd: folder,
    encoding: 'utf8',
  })
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60', 'logging_collector=on']
  const child = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((s) => ['-c', s])], {
    ...(owner ?? {}),
    cwd: data,
    stdio: 'ignore',
  })
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await answers(url, child)
  const server = await useServer("the system's PostgreSQL", url, folder)
  return {
    ...server,
    pid: () => child.pid ?? null,
    stop: async () => {
      await server.stop()
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A server that runs already: databases are made on it and dropped. */
async function useServer(name: string, url: string, folder: string = openFolder()): Promise<DatabaseServer> {
  const made: string[] = []
  const admin = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  return {
    name,
    url,
    folder,
    freshDatabase: async () => {
      const database = `mingzhang_test_${process.pid}_${Date.now()}_${made.length}`
      await admin(`CREATE DATABASE ${database} TEMPLATE template0`)
      made.push(database)
      const to = new URL(url)
      to.pathname = `/${database}`
      return to.href
    },
    pid: () => null,
    stop: async () => {
      for (const database of made) await admin(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    },
  }
}

function postgresUser(): { uid: number; gid: number } {
  const fields = spawnSync('getent', ['passwd', 'postgres'], { encoding: 'utf8' }).stdout.split(':')
  return { uid: Number(fields[2]), gid: Number(fields[3]) }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let i = 0; i < 300 && child.exitCode === null; i++) {
    const client = new pg.Client({ connectionString: url })
    const there = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (there) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the PostgreSQL of the system did not start')
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
