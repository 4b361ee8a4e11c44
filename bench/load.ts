// `npm run bench:load [-- --readers N] [--seconds N] [--facts N] [--only PATH,PATH]`: readers that ask for a page each second, on loopback, beside an import
// that leaves one processor. Aim: no error, and 99 of 100 answers in under 250 ms. The server has just started: the first seconds of reading, while it compiles
// itself and has kept no answers, are a table row of their own.
import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Agent, request } from 'node:http'
import { openStore } from '../src/store/open-store.ts'
import { openFolder } from '../test/store/database-server.ts'
import { writeDocuments } from '../test/store/kill-import.ts'
import { copyNation, nationOf } from './nation/copy-nation.ts'
import { Random } from './nation/random.ts'
import { printTable } from './print-table.ts'

const { values } = parseArgs({
  options: {
    readers: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '120' },
    'lead-in': { type: 'string', default: '20' },
    facts: { type: 'string', default: '200000' },
    documents: { type: 'string', default: '400' },
    only: { type: 'string' },
  },
})

/** What readers ask for; `:n` is any department. What this version does not have is left out, and said. */
const PATHS = values.only?.split(',') ?? [
  '/',
  '/department/:n',
  '/search?q=%E6%95%99%E8%82%B2',
  '/place/130000',
  '/api/v1/departments?limit=20',
  '/api/v1/departments/:n',
  '/api/v1/facts?cut=expenditure&department=:n&limit=200',
  '/api/v1/sums?cut=expenditure&division=130000&by=function',
  '/api/v1/rankings?cut=expenditure&year=2024&limit=50',
  '/health/ready',
]

interface Answer {
  readonly path: string
  readonly status: number
  readonly ms: number
  /** When it was asked, in milliseconds of this process's clock. */
  readonly at: number
}

const COMMAND = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const agent = new Agent({ keepAlive: true, maxSockets: Number(values.readers) })

function ask(base: string, path: string): Promise<Answer> {
  const began = performance.now()
  return new Promise((done) => {
    const end = (status: number): void => done({ path, status, ms: performance.now() - began, at: began })
    const sent = request(new URL(path, base), { agent }, (response) => {
      response.resume()
      response.once('end', () => end(response.statusCode ?? 0))
      response.once('error', () => end(0))
    })
    sent.once('error', () => end(0))
    sent.end()
  })
}

/** Starts the server in a process of its own and gives its address. */
async function serve(data: string): Promise<{ child: ChildProcess; url: string }> {
  const env = { ...process.env, MINGZHANG_API_REQUESTS: '1000000' }
  const child = spawn(process.execPath, [COMMAND, 'serve', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  const url = await new Promise<string>((done, fail) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const found = /http:\/\/\S+/u.exec(text)?.[0]
      if (found !== undefined) done(found)
    })
    child.once('exit', () => fail(new Error('the server did not start')))
  })
  return { child, url }
}

async function read(base: string, paths: readonly string[], departments: number, seconds: number): Promise<Answer[]> {
  const answers: Answer[] = []
  const reader = async (n: number): Promise<void> => {
    const random = new Random('reader', n)
    await new Promise((done) => setTimeout(done, random.below(1000)))
    const until = performance.now() + seconds * 1000
    while (performance.now() < until) {
      const next = performance.now() + 1000
      const kind = random.pick(paths)
      const answer = await ask(base, kind.replaceAll(':n', String(1 + random.below(departments))))
      answers.push({ ...answer, path: kind })
      await new Promise((done) => setTimeout(done, Math.max(0, next - performance.now())))
    }
  }
  await Promise.all(Array.from({ length: Number(values.readers) }, (_, n) => reader(n)))
  return answers
}

function row(name: string, answers: readonly Answer[]): string[] {
  const times = answers.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const at = (share: number): string =>
    `${(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(0)} ms`
  const errors = answers.filter(({ status }) => status < 200 || status >= 400).length
  return [name, String(answers.length), String(errors), at(0.5), at(0.9), at(0.99), at(1)]
}

/** Into how many spans of time the whole is cut, to tell a slow start from a slow service. */
const SPANS = 12

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const folder = openFolder()
const data = join(folder, 'data')
try {
  const store = await openStore({ folder: data, connections: 4 })
  await copyNation(store, nationOf(Number(values.facts), 'load'))
  const departments = (await store.db.selectFrom('department').select('id').execute()).length
  await writeDocuments(join(folder, 'documents'), Number(values.documents) / 2, 'load')
  const { child, url } = await serve(data)
  const paths: string[] = []
  for (const path of PATHS) if ((await ask(url, path.replaceAll(':n', '1'))).status === 200) paths.push(path)
  const missing = PATHS.filter((path) => !paths.includes(path))
  const workers = String(Math.max(1, availableParallelism() - 1))
  const importing = spawn(
    process.execPath,
    [COMMAND, 'import', join(folder, 'documents'), '--data', data, '--workers', workers],
    { stdio: 'ignore' },
  )
  const ended = new Promise((done) => importing.once('exit', done))
  const begin = performance.now()
  const leadIn = Number(values['lead-in'])
  const all = await read(url, paths, departments, leadIn + Number(values.seconds))
  const isEarly = ({ at }: Answer): boolean => at < begin + leadIn * 1000
  const answers = all.filter((answer) => !isEarly(answer))
  const stillImporting = importing.exitCode === null
  importing.kill('SIGTERM')
  await ended
  const { length: imported } = await store.db.selectFrom('import_item').select('path').where('state', '=', 1).execute()
  console.log(
    `${values.readers} readers, one request a second each, ${values.seconds} s; meanwhile ${imported} documents were read and kept${stillImporting ? '' : ' (the import ended before the readers did)'}`,
  )
  if (missing.length > 0) console.log(`not in this version: ${missing.join(' ')}`)
  const head = ['', 'requests', 'errors', 'p50', 'p90', 'p99', 'slowest']
  printTable(head, [
    ...paths.map((path) =>
      row(
        path,
        answers.filter((answer) => answer.path === path),
      ),
    ),
    row('all', answers),
    row(`before them: the first ${leadIn} s`, all.filter(isEarly)),
  ])
  const failed = all.filter(({ status }) => status < 200 || status >= 400)
  for (const { path, status, at } of failed)
    console.log(`${path}: ${status === 0 ? 'no answer' : status} at ${inSeconds(at - begin)}`)
  const span = Number(values.seconds) / SPANS
  console.log(`\nthe same by time, in spans of ${span.toFixed(0)} s`)
  printTable(
    head,
    Array.from({ length: SPANS }, (_, n) => {
      const within = ({ at }: Answer): boolean => Math.min(SPANS - 1, Math.floor(((at - begin) / 1000 - leadIn) / span)) === n
      return row(`from ${(leadIn + n * span).toFixed(0)} s`, answers.filter(within))
    }),
  )
  child.kill('SIGTERM')
  await new Promise((done) => child.once('exit', done))
  await store.close()
} finally {
  agent.destroy()
  rmSync(folder, { recursive: true, force: true })
}
