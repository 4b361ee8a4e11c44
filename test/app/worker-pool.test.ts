import { afterEach, describe, expect, test } from 'vitest'
import { WorkerPool, type Job } from '../../src/app/worker-pool.ts'
import { budgetHtml } from '../cli/budgets.ts'
import { HOSTILE } from './hostile-files.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const good: Job = { verb: 'check', bytes: encode(budgetHtml()), file: 'good.html' }
/** A file that keeps a reader busy for longer than the limits below. */
const slow = (): Job => ({ verb: 'check', bytes: HOSTILE.find((h) => h.name === 'many-rows.xlsx')?.bytes() ?? new Uint8Array(), file: 'slow.xlsx' })

const open: WorkerPool[] = []
function pool(size: number, limits?: { timeMs: number; memoryMb: number }): WorkerPool {
  const made = new WorkerPool(size, limits)
  open.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((p) => p.close()))
})

describe('a worker that is ended takes nothing with it', () => {
  test('time: the file is refused, those beside and behind it are not', async () => {
    const workers = pool(2, { timeMs: 400, memoryMb: 900 })
    // The first start compiles; what is measured is the file.
    await Promise.all([workers.run(good), workers.run(good)])
    const answers = await Promise.all([slow(), good, slow(), good, good].map((job) => workers.run(job)))
    expect(answers.map((a) => a.ok)).toEqual([false, true, false, true, true])
    const [first] = answers
    if (first === undefined || first.ok) throw new Error('expected a refusal')
    expect(first.message.zh).toBe('读取这个文件所需的时间超过了 0.4 秒，已停止。请确认文件完好，或者只保留预算公开的部分再试。')
    expect(first.status).toBe(422)
    expect((await workers.run(good)).ok).toBe(true)
  })

  test('memory: the same', async () => {
    const workers = pool(1, { timeMs: 10_000, memoryMb: 24 })
    const [refused, after] = await Promise.all([workers.run(slow()), workers.run(good)])
    expect(refused.ok).toBe(false)
    expect(!refused.ok && refused.message.en).toContain('memory')
    expect(after.ok).toBe(true)
  })

  test('a worker serves one file after the other, and gives what a fresh one gives', async () => {
    const workers = pool(1)
    const answers = [await workers.run(good), await workers.run(good), await workers.run(good)]
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  test('the bytes are still the caller’s', async () => {
    await pool(1).run(good)
    expect(good.bytes.length).toBeGreaterThan(0)
  })
})
