import { createHash } from 'node:crypto'
import type { ReadResult } from '../budget/check-result.ts'
import type { Reading } from '../budget/reading.ts'
import { testimonyOf } from '../checks/across/testimony.ts'
import { checkReading } from '../checks/check-reading.ts'
import { settleDoubts } from '../checks/settle-doubts.ts'
import type { Document } from '../document/document.ts'
import { readDisclosure } from '../forms/read-disclosure.ts'
import { readDocument } from '../formats/read.ts'
import type { Refusal } from '../formats/refusal.ts'
import { checkResult, type Language, type Source } from './check-result.ts'
import type { Checked, Refused } from './checked.ts'
import { pagesConcerned } from './page-image.ts'
import { readResult } from './read-result.ts'

/**
 * Reads and checks one file. Runs where it is called: whoever does not trust the file calls `checkBytes`. Never throws for content.
 * With `testify`, what it has to say when it is held against other files comes along.
 */
export async function checkDocument(bytes: Uint8Array, file: string, testify = false): Promise<Checked | Refused> {
  const opened = await openDisclosure(bytes, file)
  if (!opened.ok) return opened
  const { source, document, reading } = opened
  const proof = checkReading(reading)
  const result = (language: Language) => checkResult(source, document, reading, proof, language)
  const zh = result('zh')
  const pages = document.type === 'pdf' ? await pagesConcerned(bytes, document, zh) : []
  return {
    ok: true,
    result: { zh, en: result('en') },
    document,
    ...(pages.length > 0 ? { pages } : {}),
    ...(testify ? { testimony: testimonyOf(reading, proof) } : {}),
  }
}

/** Reads one file and says what stands in it. */
export async function readOnly(
  bytes: Uint8Array,
  file: string,
  language: Language,
): Promise<{ ok: true; result: ReadResult } | Refused> {
  const opened = await openDisclosure(bytes, file)
  if (!opened.ok) return opened
  return { ok: true, result: readResult(opened.source, opened.document, opened.reading, language) }
}

/** A file as a document and what was read from it. */
export interface OpenDisclosure {
  readonly ok: true
  readonly source: Source
  readonly document: Document
  readonly reading: Reading
}

/** Reads one file as far as its claims. Never throws for content: what is no budget is refused. */
export async function openDisclosure(bytes: Uint8Array, file: string): Promise<OpenDisclosure | Refused> {
  const opened = await readDocument(bytes, file)
  if (!opened.ok) return { ok: false, status: statusOf(opened.refusal), message: opened.refusal.message }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const { document } = opened
  const reading = settleDoubts(readDisclosure(document))
  if (!isBudget(reading.forms)) return notABudget(document)
  return { ok: true, source: { file, sha256 }, document, reading }
}

function isBudget(forms: readonly { readonly form: string }[]): boolean {
  return forms.some((f) => f.form !== '' && f.form !== 'narrative')
}

function notABudget(document: Document): Refused {
  const tables = document.blocks.filter((b) => b.kind === 'table').length
  // What could not be read is often the reason: the tables are pictures, or files to which the page only leads.
  const [problem] = document.problems
  const [zh, en] = problem === undefined ? ['', ''] : [problem.message.zh, ` ${problem.message.en}`]
  return {
    ok: false,
    status: 422,
    message: {
      zh: `文件可以打开，但没有找到部门预算或决算的公开表格（共有 ${tables} 张表，没有一张是收支总表、支出表等）。请确认选择的是预决算公开文件。${zh}`,
      en: `The file opens, but none of its ${tables} tables is a table of a department's budget or final account. Please make sure that it is such a disclosure.${en}`,
    },
  }
}

function statusOf(refusal: Refusal): Refused['status'] {
  if (refusal.code === 'too-large' || refusal.code === 'bomb') return 413
  if (refusal.code === 'unknown-type' || refusal.code === 'not-supported') return 415
  return refusal.code === 'empty' ? 400 : 422
}
