import type { Slice } from '../../../src/budget/slice.ts'
import type { ClaimView, DepartmentView, DocumentView, TableView } from '../../../src/web/portal/views.ts'

/** A figure of a table: fen, or null for a blank. */
export function claim(id: number, slice: Slice, amount: number | null, more: Partial<ClaimView> = {}): ClaimView {
  const printed = amount === null ? '' : String(amount / 1_000_000)
  return {
    id,
    slice: slice as Readonly<Record<string, string>>,
    amount,
    printed,
    state: amount === null ? 'blank' : 'number',
    place: { table: 1, row: 2, column: id + 2 },
    ...more,
  }
}

export function table(form: string, claims: readonly ClaimView[], title = '表'): TableView {
  return { n: 0, form, title, state: 'read', claims }
}

export const DEPARTMENT: DepartmentView = { id: 7, name: '示例局', code: null, path: [{ code: 'CN', name: '全国' }] }

export const DOCUMENT: DocumentView = {
  departmentId: 7,
  id: 3,
  year: 2024,
  stage: 'budget',
  scope: 'department',
  sha256: 'a'.repeat(64),
  current: true,
  units: ['万元'],
  claims: 2,
  equations: { passed: 1, failed: 0, unchecked: 0 },
  findings: { errors: 0, warnings: 0, notes: 0 },
  unread: 0,
  program: '1.0.0',
  file: 'budget.txt',
  type: 'txt',
  bytes: 100,
  published: null,
  address: null,
  importedAt: new Date('2026-01-02T03:04:05Z'),
}
