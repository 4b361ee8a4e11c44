import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFolder } from './database-server.ts'
import { canMount, contentOf, killAndGoOn, startImport, undisturbed, writeDocuments } from './kill-import.ts'

const folder = openFolder()
const documents = join(folder, 'documents')
const small = join(folder, 'small')
const hasMount = canMount(small)
if (!hasMount) console.warn('No small file system can be made here (mount as root): the full disk is not tried')

/** An import that is killed and goes on ends as one that nobody disturbed. The whole of it: `npm run bench:kill`. */
describe('an import that is killed', { timeout: 300_000 }, () => {
  let expected: Readonly<Record<string, string>>

  beforeAll(async () => {
    await writeDocuments(documents, 14, 'kill')
    expected = await undisturbed(documents, join(folder, 'calm'))
  }, 900_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('eight times, the program and the database: nothing that was told to be kept is lost, and it ends the same', async () => {
    const data = join(folder, 'killed')
    const kept: number[] = []
    const said = await killAndGoOn(documents, data, { kills: 8, seed: 'kill', told: (_, __, n) => void kept.push(n) })
    // Each was killed while it wrote.
    expect(kept.filter((n, i) => n > (kept[i - 1] ?? 0)).length).toBeGreaterThanOrEqual(6)
    expect(said).toMatch(/33 files/u)
    expect(await contentOf(data)).toEqual(expected)
  })

  test.skipIf(!hasMount)('by a full disk says so, and goes on when there is room', async () => {
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=120m,mode=755', 'tmpfs', small])
    try {
      const data = join(small, 'data')
      await contentOf(data)
      // All room but what a few documents take.
      const { bavail, bsize } = statfsSync(small)
      mkdirSync(small, { recursive: true })
      writeFileSync(join(small, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - 400 * 1024)))
      const full = await startImport(documents, data).ended
      expect(full.said).toMatch(/The disk is full|No space left/u)
      expect(full.said).not.toMatch(/\n\s+at /u)
      expect(full.code).toBe(2)
      rmSync(join(small, 'ballast'))
      const { code } = await startImport(documents, data).ended
      expect(code).toBe(1)
      expect(await contentOf(data)).toEqual(expected)
    } finally {
      spawnSync('umount', ['-l', small])
    }
  })
})
