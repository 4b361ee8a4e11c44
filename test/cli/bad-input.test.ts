import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTILE, type HostileFile } from '../app/hostile-files.ts'
import { Folder, mingzhang } from './run.ts'

const folder = new Folder()
beforeAll(() => mingzhang(['--version']))
afterAll(() => folder.remove())

describe.each(HOSTILE.map((h) => [h.name, h] as [string, HostileFile]))('mingzhang check %s', (name, { bytes, says }) => {
  test('is read, or ends with one sentence and 2', async () => {
    const file = folder.write(name, bytes())
    const ran = await mingzhang(['check', '--json', file])
    // The heap limit of a worker does not see buffers: the whole process is what counts.
    expect(ran.peak ?? 0).toBeLessThan(1024)
    if (process.platform === 'linux' && ran.seconds > 1) expect(ran.peak).toBeGreaterThan(10)
    if (says === null) {
      expect([0, 1], ran.err).toContain(ran.status)
      expect(JSON.parse(ran.out)).toMatchObject({ format: 'mingzhang/check/1' })
      return
    }
    expect(ran.status).toBe(2)
    expect(ran.out).toBe('')
    expect(ran.err.trimEnd().split('\n')).toEqual([expect.stringMatching(/^.+?: .+。$/u)])
    expect(ran.err.trimEnd()).toMatch(says)
  })
})

describe('mingzhang import', () => {
  test.each([
    ['a folder that is not there', 'nowhere', /没有 .+nowhere 这个文件夹/u],
    ['a file', 'one.txt', /one\.txt 是一个文件/u],
  ])('says what is wrong with %s', async (_, name, says) => {
    const file = folder.write('one.txt', new Uint8Array([1]))
    const ran = await mingzhang(['import', join(dirname(file), name), '--data', join(dirname(file), 'data')])
    expect(ran.status).toBe(2)
    expect(ran.err).toMatch(says)
    expect(ran.err).not.toMatch(/ENOENT|ENOTDIR| {4}at /u)
  })

  // Where not even root can make a folder.
  test.skipIf(process.platform !== 'linux')('says that the folder of the data cannot be written', async () => {
    const file = folder.write('one.txt', new Uint8Array([1]))
    const ran = await mingzhang(['import', dirname(file), '--data', '/proc/mingzhang/data'])
    expect(ran.status).toBe(2)
    expect(ran.err).toMatch(/^数据目录 \/proc\/mingzhang\/data 不能写入（.+）。请换一个目录：--data 目录。$/mu)
    expect(ran.err).not.toMatch(/ {4}at /u)
  })
})
