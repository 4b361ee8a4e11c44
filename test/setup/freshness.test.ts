import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isBuilt, isInstalled, markBuilt, markInstalled } from '../../scripts/freshness.mjs'

let root = ''

/** A file as it was last changed so many seconds ago. */
function put(path: string, age: number): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), '')
  const time = new Date(Date.now() - age * 1000)
  for (let up = path; up !== '.'; up = join(up, '..')) utimesSync(join(root, up), time, time)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fresh-'))
})
afterEach(() => rmSync(root, { recursive: true }))

describe('what is built and installed', () => {
  test('nothing is, on a fresh clone', () => {
    put('package-lock.json', 0)
    expect(isInstalled(root)).toBe(false)
    expect(isBuilt(root)).toBe(false)
  })

  test('an installation is old when the lock file is newer', () => {
    put('node_modules/.package-lock.json', 100)
    put('package-lock.json', 200)
    expect(isInstalled(root)).toBe(true)
    put('package-lock.json', 50)
    expect(isInstalled(root)).toBe(false)
    markInstalled(root)
    expect(isInstalled(root)).toBe(true)
  })

  test('a build is old when a source is newer, added or removed', () => {
    put('src/app/check.ts', 100)
    put('build/cli.mjs', 50)
    markBuilt(root, new Date(Date.now() - 50_000))
    expect(isBuilt(root)).toBe(true)
    put('src/app/read.ts', 10)
    expect(isBuilt(root)).toBe(false)
    markBuilt(root, new Date())
    expect(isBuilt(root)).toBe(true)
    rmSync(join(root, 'src/app/read.ts'))
    utimesSync(join(root, 'src/app'), new Date(), new Date(Date.now() + 1000))
    expect(isBuilt(root)).toBe(false)
  })
})
