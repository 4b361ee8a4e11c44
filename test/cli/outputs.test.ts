import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { budgetHtml } from './budgets.ts'
import { Folder, mingzhang } from './run.ts'

const folder = new Folder()
const good = folder.write('good.html', budgetHtml())
const within = (name: string): string => join(good, '..', name)
beforeAll(() => mingzhang(['--version']))
afterAll(() => folder.remove())

test.each([
  ['a folder that is not there', within('none/report.html'), '没有这个文件夹'],
  ['a folder itself', within('.'), '是一个文件夹'],
  ['the file that is checked', good, '不能覆盖'],
])('%s is no place for a report or a summary', async (_, path, why) => {
  for (const option of ['--report', '--summary']) {
    const ran = await mingzhang(['check', good, option, path])
    expect(ran.status).toBe(2)
    expect(ran.err).toContain(why)
    expect(ran.err.trim().split('\n')).toHaveLength(1)
  }
  expect(readFileSync(good, 'utf8')).toBe(budgetHtml())
})

test('places are told in the language of the messages', async () => {
  const bad = folder.write('bad.html', budgetHtml({ salary: '75.17' }))
  expect((await mingzhang(['check', bad])).out).toMatch(/第1张表第\d+行第\d+列/u)
  expect((await mingzhang(['check', bad, '--lang', 'en'])).out).toMatch(/table 1, row \d+, column \d+/u)
})

test.skipIf(process.platform !== 'linux')('a device without an end is refused like any file that is too large', async () => {
  const ran = await mingzhang(['check', '/dev/zero'])
  expect(ran.status).toBe(2)
  expect(ran.err).toContain('64 MiB')
})

test('a taken port is said in one line', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const ran = await mingzhang(['serve', '--port', String(port)])
  taken.close()
  expect(ran.status).toBe(2)
  expect(ran.err.trim().split('\n')).toEqual([expect.stringContaining(`端口 ${port} 已被占用`)])
})
