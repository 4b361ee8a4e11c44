import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTILE, type HostileFile } from '../app/hostile-files.ts'
import { Folder, mingzhang } from './run.ts'

const COMMAND = fileURLToPath(new URL('../../bin/mingzhang', import.meta.url))
const folder = new Folder()
beforeAll(() => mingzhang(['--version']))
afterAll(() => folder.remove())

describe.each(HOSTILE.map((h) => [h.name, h] as [string, HostileFile]))('mingzhang check %s', (name, { bytes, says }) => {
  test(says === null ? 'is read' : 'ends with one sentence and 2', async () => {
    const file = folder.write(name, bytes())
    const ran = await mingzhang(['check', '--json', file])
    expect(ran.seconds).toBeLessThan(10)
    if (says === null) {
      expect([0, 1], ran.err).toContain(ran.status)
      expect(JSON.parse(ran.out)).toMatchObject({ format: 'mingzhang/check/1' })
      return
    }
    expect(ran.status).toBe(2)
    expect(ran.out).toBe('')
    expect(ran.err.trimEnd().split('\n')).toEqual([expect.stringMatching(/^.+?: .+。$/u)])
    expect(ran.err).toMatch(says)
  })
})

/** Peak resident memory of one run in MiB; null where it cannot be told. */
function peak(file: string): number | null {
  const script =
    'import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)'
  try {
    return Number(execFileSync('python3', ['-c', script, COMMAND, 'check', file], { encoding: 'utf8' })) / 1024
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

test.each(['many-rows.xlsx', 'zip-bomb.docx', 'lying-bomb.docx', 'long-cell.html', 'deep.html', 'many-figures.html'])(
  '%s stays below 1 GiB, buffers included',
  (name) => {
    const mebi = peak(folder.at(name))
    if (mebi === null) return console.warn('python3 is not here: peak memory is not measured')
    expect(mebi).toBeGreaterThan(10)
    expect(mebi).toBeLessThan(1024)
  },
)
