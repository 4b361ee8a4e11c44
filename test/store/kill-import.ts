import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { sql } from 'kysely'
import { departmentAt } from '../../bench/nation/departments.ts'
import { documentOf } from '../../bench/nation/document-of.ts'
import { Random } from '../../bench/nation/random.ts'
import { openStore } from '../../src/store/open-store.ts'
import { digestOf } from './digest.ts'

const COMMAND = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

/** What is killed: the program that imports; one process of the database; the whole database; or the connections alone are cut. */
export const WAYS = ['program', 'backend', 'database', 'connections'] as const
export type Way = (typeof WAYS)[number]

/** Writes documents of the synthetic nation, some of them twice under two names, one that is none at all. */
export async function writeDocuments(folder: string, departments: number, seed: string): Promise<number> {
  let count = 0
  const write = (path: string, bytes: Uint8Array): void => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
    count++
  }
  for (let i = 0; i < departments; i++)
    for (const year of [2023, 2024]) {
      const { path, bytes } = await documentOf(departmentAt(i * 37), year, seed)
      write(join(folder, path), bytes)
      if (i % 10 === 0) write(join(folder, 'again', path), bytes)
    }
  write(join(folder, 'broken.docx'), new TextEncoder().encode('no document'))
  return count
}

export interface Import {
  readonly child: ChildProcess
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>
}

/** Starts `mingzhang import` in a process of its own. */
export function startImport(folder: string, data: string): Import {
  const child = spawn(process.execPath, [COMMAND, 'import', folder, '--data', data, '--lang', 'en'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<{ code: number | null; said: string }>((done) => child.once('close', (code) => done({ code, said })))
  return { child, ended }
}

/** Content of a store after an import that nobody disturbed. */
export async function undisturbed(folder: string, data: string): Promise<Readonly<Record<string, string>>> {
  const { code, said } = await startImport(folder, data).ended
  if (code !== 1) throw new Error(`an import of one broken file ends with 1, not ${code}: ${said}`)
  return await contentOf(data)
}

/** Opens the store on a folder and says what is in it. */
export async function contentOf(data: string): Promise<Readonly<Record<string, string>>> {
  const store = await openStore({ folder: data })
  try {
    return await digestOf(store)
  } finally {
    await store.close()
  }
}

/** Kills during imports again and again, looking after each kill at what is there; then lets one end. Gives what the last one said. */
export async function killAndGoOn(
  folder: string,
  data: string,
  {
    kills,
    seed,
    told,
  }: { readonly kills: number; readonly seed: string; readonly told?: (done: number, way: Way, kept: number) => void },
): Promise<string> {
  const random = new Random(seed)
  let kept = 0
  for (let done = 0; done < kills; done++) {
    const way = WAYS[done % WAYS.length] ?? 'program'
    const { child, ended } = startImport(folder, data)
    await writes(data, child, kept + 1 + random.below(2))
    await new Promise((resolve) => setTimeout(resolve, random.below(400)))
    await kill(way, data, child)
    await ended
    kept = await lookAfter(data)
    told?.(done + 1, way, kept)
  }
  const { code, said } = await startImport(folder, data).ended
  if (code !== 1) throw new Error(`the last import ended with ${code}: ${said}`)
  return said
}

/** Waits until the import has kept some documents more than there were, or is over: a kill before any write would try nothing. */
async function writes(data: string, child: ChildProcess, atLeast: number): Promise<void> {
  let client: pg.Client | null = null
  for (const until = Date.now() + 60_000; Date.now() < until && child.exitCode === null; ) {
    client ??= await connected(data)
    const kept = await client?.query<{ n: string }>('SELECT count(*) AS n FROM disclosure').catch(() => null)
    if (Number(kept?.rows[0]?.n ?? 0) >= atLeast) break
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await client?.end().catch(() => {})
}

async function kill(way: Way, data: string, child: ChildProcess): Promise<void> {
  if (way === 'program') child.kill('SIGKILL')
  if (way === 'database') signal(postmaster(data))
  if (way === 'backend' || way === 'connections') {
    const client = await connected(data)
    const others = "FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    if (way === 'connections') {
      // Cut, and cut again: the import goes on by itself.
      await client?.query(`SELECT pg_terminate_backend(pid) ${others}`).catch(() => {})
      await client?.end().catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 400))
    } else {
      const { rows } = (await client?.query<{ pid: number }>(`SELECT pid ${others} LIMIT 1`).catch(() => null)) ?? { rows: [] }
      signal(rows[0]?.pid ?? null)
      await client?.end().catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 600))
    }
  }
  if (child.exitCode === null) child.kill('SIGKILL')
}

function signal(pid: number | null): void {
  if (pid === null || !Number.isInteger(pid) || pid <= 1) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

function postmaster(data: string): number | null {
  const path = join(data, 'postgres', 'postmaster.pid')
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : null
}

async function connected(data: string): Promise<pg.Client | null> {
  const path = join(data, 'postgres', 'postmaster.pid')
  const secret = join(data, 'postgres-password')
  if (!existsSync(path) || !existsSync(secret)) return null
  const port = readFileSync(path, 'utf8').split('\n')[3] ?? ''
  // It is written line by line while the database starts.
  if (!/^\d+$/u.test(port)) return null
  const client = new pg.Client({
    connectionString: `postgres://mingzhang:${readFileSync(secret, 'utf8').trim()}@127.0.0.1:${port}/mingzhang`,
  })
  client.on('error', () => {})
  return await client.connect().then(
    () => client,
    () => null,
  )
}

/** After a kill: what was told to be kept is kept with its file, and no document is there in half. Gives how many are kept. */
async function lookAfter(data: string): Promise<number> {
  const store = await openStore({ folder: data })
  try {
    const { rows: lost } = await sql<{ path: string }>`SELECT i.path FROM import_item i WHERE i.state IN (1, 2) AND NOT EXISTS (
      SELECT FROM disclosure d JOIN source s ON s.sha256 = d.sha256
      WHERE d.sha256 = i.sha256 AND d.department_id = i.department_id AND d.id = i.disclosure_id)`.execute(store.db)
    if (lost.length > 0) throw new Error(`acknowledged and lost: ${lost.map(({ path }) => path).join(', ')}`)
    const { rows: halves } = await sql<{ id: number }>`SELECT d.id FROM disclosure d
      WHERE NOT EXISTS (SELECT FROM packed_claims c WHERE c.department_id = d.department_id AND c.disclosure_id = d.id)
        OR (SELECT count(*) FROM finding f WHERE f.department_id = d.department_id AND f.disclosure_id = d.id) <> d.errors + d.warnings + d.notes
        OR (SELECT count(*) FROM fact f WHERE f.department_id = d.department_id AND f.disclosure_id = d.id)
          <> (SELECT coalesce(sum((c ->> 'facts')::int), 0) FROM jsonb_array_elements(d.details -> 'cuts') c)`.execute(store.db)
    if (halves.length > 0) throw new Error(`half a document: ${halves.map(({ id }) => id).join(', ')}`)
    const { rows: kept } = await sql<{ sha256: string }>`SELECT encode(sha256, 'hex') AS sha256 FROM source`.execute(store.db)
    // Reading compares the bytes with their hash.
    for (const { sha256 } of kept) if ((await store.files.read(sha256)) === null) throw new Error(`the file ${sha256} is lost`)
    return kept.length
  } finally {
    await store.close()
  }
}

/** Whether small file systems can be made here: as root on Linux. */
export function canMount(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  mkdirSync(folder, { recursive: true })
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=755', 'tmpfs', folder]).status !== 0) return false
  return spawnSync('umount', [folder]).status === 0
}
