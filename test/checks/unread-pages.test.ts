import { expect, test } from 'vitest'
import type { Finding } from '../../src/budget/finding.ts'
import type { Reading } from '../../src/budget/reading.ts'
import { withoutUnread } from '../../src/checks/unread-pages.ts'

const words = { zh: '', en: '' }
const finding = (code: string, table?: number): Finding => ({
  code,
  severity: 'error',
  message: words,
  places: table === undefined ? [] : [{ table }],
  equations: [],
  suspects: [],
  unique: true,
})
const FOUND = [finding('missing'), finding('missing', 3), finding('malformed', 3), finding('sum', 3)]
const reading = (byLooks: boolean, problems: Reading['problems']): Reading => ({ byLooks, problems }) as unknown as Reading
const severities = (read: Reading, inDoubt = false): string[] => withoutUnread(FOUND, read, inDoubt).map((f) => f.severity)

test('what may stand on pages that were not read is told as a note', () => {
  const unread = [{ message: words, place: { page: 4 } }]
  expect(severities(reading(true, unread))).toEqual(['note', 'error', 'note', 'error'])
  expect(severities(reading(true, []), true)).toEqual(['note', 'error', 'note', 'error'])
})

test('a table that is not understood, or a document that says where its cells are, lowers nothing', () => {
  expect(severities(reading(true, [{ message: words, place: { page: 4, table: 2 } }]))).not.toContain('note')
  expect(severities(reading(false, [{ message: words, place: { page: 4 } }]))).not.toContain('note')
  expect(severities(reading(true, []))).not.toContain('note')
})
