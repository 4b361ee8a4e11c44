import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ROLES } from '../../src/ledger/roles.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TEXT = readFileSync(join(ROOT, 'docs/security.md'), 'utf8')

test('the security checklist names tests that exist', () => {
  const files = [...TEXT.matchAll(/`((?:\w|-|\/)+(?:\.browser)?\.test\.ts)`/gu)].map(([, path = '']) => path)
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter((path) => !existsSync(join(ROOT, 'test', path)))).toEqual([])
  const checklist = TEXT.slice(TEXT.indexOf('## ASVS'))
  const all = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(ROOT, 'test', path), 'utf8'))
    .join('\n')
  const named = [...checklist.matchAll(/"([^"]+)"/gu)].map(([, name = '']) => name)
  // Sections of the document itself are named in quotes too.
  const sections = ['Limits', 'Keys and algorithms', 'What is recorded']
  expect(named.filter((name) => !sections.includes(name) && !all.includes(name))).toEqual([])
})

test('the security document names every role', () => {
  for (const { id, name } of ROLES) expect(TEXT).toContain(`| ${id} ${name.zh} |`)
})
