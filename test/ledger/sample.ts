import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Reading } from '../../src/budget/reading.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { readDocument } from '../../src/formats/read.ts'
import { BLANK_LINE, type Ledger, type Line } from '../../src/ledger/ledger.ts'

/** What a reader makes of a file below the project's root. */
export async function readingOf(file: string): Promise<Reading> {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url))
  const read = await readDocument(new Uint8Array(readFileSync(path)), file)
  if (!read.ok) throw new Error(read.refusal.message.en)
  return readDisclosure(read.document)
}

/** A ledger with a department and nothing else. */
export const EMPTY: Ledger = {
  department: { code: '999', name: '示例单位' },
  year: 2024,
  stage: 'budget',
  place: 'hebei',
  scope: 'department',
  staff: null,
  offices: null,
  units: [],
  lines: [],
  lastYear: [],
  projects: [],
  procurement: [],
  people: [],
  assets: [],
  words: {},
  glossary: [],
  questions: [],
}

export function line(said: Partial<Line>): Line {
  return { ...BLANK_LINE, fund: 'general', function: '2010301', amount: 100, ...said }
}
