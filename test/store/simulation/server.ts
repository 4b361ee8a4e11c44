// The program as it serves: a process of its own, so that it can be killed in the middle of its work.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { Random } from '../../../bench/nation/random.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { type Command, type Outcome, perform } from './commands.ts'
import { type Fault, Interleaver } from './interleave.ts'

/** Several things asked at once. */
export interface Batch {
  readonly n: number
  readonly today: string
  readonly commands: readonly Command[]
  /** What the order of their statements comes from. */
  readonly order: string
  readonly fault: Fault | null
  /** The program is killed when all is done, and nobody is told. */
  readonly killedAfter: boolean
}

export interface Answer {
  readonly n: number
  readonly outcomes: readonly Outcome[]
}

const [folder = '', database = ''] = process.argv.slice(2)
const store = await openStore({ folder, database })
// Looks on beside those that work.
const onlooker = new pg.Client({ connectionString: database })
onlooker.on('error', () => {})
await onlooker.connect()

const interleaver = new Interleaver(countBlocked, async (how) => {
  if (how === 'program') process.kill(process.pid, 'SIGKILL')
  process.kill(postmaster(), 'SIGKILL')
  // Its processes end one after the other when they see that the first is gone.
  for (const until = Date.now() + 10_000; Date.now() < until; ) {
    if (
      !(await countBlocked().then(
        () => true,
        () => false,
      ))
    )
      break
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await new Promise((resolve) => setTimeout(resolve, 200))
})
const served = { ...store, db: store.db.withPlugin(interleaver.plugin) }

process.on('message', (batch: Batch) => void serve(batch))
process.on('disconnect', () => process.exit(0))
process.send?.('ready')

const times: any = {},
  counts: any = {}
async function serve({ n, today, commands, order, fault, killedAfter }: Batch): Promise<void> {
  const settled = await interleaver.run(
    commands.map((command) => async () => {
      const t = performance.now()
      try {
        return await perform(served, command, today)
      } finally {
        const k = command.verb
        times[k] = (times[k] ?? 0) + performance.now() - t
        counts[k] = (counts[k] ?? 0) + 1
        if (process.env['T'] && Math.random() < 0.02)
          console.log(
            Object.keys(times)
              .map((k) => k + ' ' + Math.round(times[k]) + '/' + counts[k])
              .join('; '),
          )
      }
    }),
    new Random(order),
    fault,
  )
  if (killedAfter) process.kill(process.pid, 'SIGKILL')
  const outcomes = settled.map((each): Outcome => {
    if (each.status === 'fulfilled') return { ok: true, value: each.value }
    const error = each.reason as { code?: string; message?: string; stack?: string }
    return { ok: false, code: error.code ?? '', message: error.stack ?? error.message ?? 'unknown' }
  })
  process.send?.({ n, outcomes } satisfies Answer)
}

async function countBlocked(): Promise<number> {
  const { rows } = await onlooker.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`)
  return rows[0]?.n ?? 0
}

function postmaster(): number {
  const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 1) throw new Error('the database has no process')
  return pid
}
