import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Archived } from '../../src/store/archived.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'

/** A store on a folder of its own, gone with `close`. */
export async function temporaryStore(): Promise<Store & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-store-'))
  // Where root runs the tests, the database runs as somebody else.
  chmodSync(folder, 0o755)
  const store = await openStore({ folder })
  return {
    ...store,
    close: async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A small disclosure: one fact a number, one table, one finding, one project, one paragraph. */
export function sampleArchived(
  digit: string,
  options: { name?: string; year?: number; amounts?: readonly number[]; published?: string } = {},
): Archived {
  const { name = '南大港管委会审计局', year = 2024, amounts = [100_00, 250_00], published } = options
  const finding = { code: 'sum', severity: 'error', message: '…', places: [], equations: [], suspects: [], unique: true }
  return {
    source: {
      sha256: digit.repeat(64),
      bytes: 10,
      type: 'docx',
      name: `${digit}.docx`,
      ...(published === undefined ? {} : { published }),
    },
    department: { name, code: null },
    divisions: ['130900', '130000', 'CN'],
    year,
    stage: 'budget',
    scope: 'department',
    place: 'hebei',
    units: [],
    program: 'test',
    equations: { passed: 3, failed: 1, unchecked: 0, reasons: [] },
    tables: [{ form: 'expenditure', title: '支出总表', state: 'read', place: {}, claims: [] }],
    facts: amounts.map((amount, i) => ({
      cut: 'expenditure',
      slice: { function: `20101${String(i + 1).padStart(2, '0')}`, fund: 'general', nature: 'basic' },
      amount,
      claim: i,
    })),
    cuts: [],
    findings: [{ zh: finding, en: finding }],
    projects: [{ name: '审计业务费', amount: 5000, card: {} }],
    passages: [{ kind: 'text', topic: '概况', text: '秘密的话只有这里有', place: {} }],
    problems: [],
  } as unknown as Archived
}
