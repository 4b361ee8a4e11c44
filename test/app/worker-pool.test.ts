import { afterEach, describe, expect, test } from 'vitest'
import { WorkerPool, type Job, type WorkerLimits } from '../../src/app/worker-pool.ts'
import { budgetHtml } from '../cli/budgets.ts'

const STUBBORN = new URL('./stubborn-worker.ts', import.meta.url)
const job = (file: string): Job => ({ verb: 'check', bytes: new Uint8Array(8), file })

const open: WorkerPool[] = []
function pool(size: number, limits?: WorkerLimits, script?: URL): WorkerPool {
  const made = new WorkerPool(size, limits, script)
  open.push(made)
  return made
}
const stubborn = (size: number): WorkerPool => pool(size, { timeMs: 1500, memoryMb: 32 }, STUBBORN)

afterEach(async () => {
  await Promise.all(open.splice(0).map((p) => p.close()))
})

/** The Chinese sentence of each refusal, in the order of the jobs; the message of a bug. */
async function answers(workers: WorkerPool, files: readonly string[]): Promise<string[]> {
  return Promise.all(
    files.map((file) =>
      workers.run(job(file)).then(
        (answer) => (answer.ok ? 'read' : answer.message.zh),
        (error: unknown) => (error instanceof Error ? `bug: ${error.message}` : 'bug'),
      ),
    ),
  )
}

describe('a worker that is ended takes nothing with it', () => {
  const TIME = '读取这个文件所需的时间超过了 1.5 秒，已停止。请确认文件完好，或者只保留预算公开的部分再试。'
  const MEMORY = '读取这个文件所需的内存超过了 1 GiB，已停止。请确认文件完好，或者只保留预算公开的部分再试。'

  test('time: those beside and behind it are answered', async () => {
    const workers = stubborn(2)
    expect(await answers(workers, ['for ever', 'a', 'b', 'for ever', 'c'])).toEqual([TIME, 'a', 'b', TIME, 'c'])
    expect(await answers(workers, ['d'])).toEqual(['d'])
  })

  test('memory: the same', async () => {
    const workers = stubborn(1)
    expect(await answers(workers, ['too much', 'a', 'b'])).toEqual([MEMORY, 'a', 'b'])
  })

  test('a bug of ours is thrown for its file alone, whether it is caught in the worker or not', async () => {
    const workers = stubborn(1)
    expect(await answers(workers, ['bug', 'a', 'crash', 'b'])).toEqual(['bug: a bug of ours', 'a', 'bug: a crash of ours', 'b'])
  })
})

describe('the worker of the product', () => {
  const good: Job = { verb: 'check', bytes: new TextEncoder().encode(budgetHtml()), file: 'good.html' }

  test('serves one file after the other, and gives what a fresh one gives', async () => {
    const workers = pool(1)
    const [first, ...others] = [await workers.run(good), await workers.run(good), await workers.run(good)]
    expect(first?.ok).toBe(true)
    for (const other of others) expect(other).toEqual(first)
    expect(await pool(1).run(good)).toEqual(first)
    // The bytes are still the caller's.
    expect(good.bytes.length).toBeGreaterThan(0)
  })

  test('is ended in the midst of its work, and the next file is read', async () => {
    // Every code of a list is held against every other: far more of them than any budget has.
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => `<tr><td>${2_000_000 + i}</td><td>事务</td><td>1</td><td>1</td><td></td></tr>`,
    )
    const head = '<tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td><td>项目支出</td></tr>'
    const page = `<h2>部门预算支出总表</h2><table>${head}${rows.join('')}</table>`
    const workers = pool(1, { timeMs: 3000, memoryMb: 900 })
    const [refused, next] = await Promise.all([
      workers.run({ ...good, bytes: new TextEncoder().encode(page) }),
      workers.run(good),
    ])
    expect(refused.ok ? '' : refused.message.en).toContain('took more time than 3 seconds')
    expect(next.ok).toBe(true)
  })

  test('reads beside checks', async () => {
    const workers = pool(1)
    const [checked, read] = await Promise.all([workers.run(good), workers.run({ ...good, verb: 'read', language: 'zh' })])
    expect(checked.ok && 'document' in checked).toBe(true)
    expect(read.ok && 'result' in read && 'format' in read.result && read.result.format).toBe('mingzhang/read/1')
  })
})
