import type { Account } from '../../src/budget/account.ts'
import type { Document } from '../../src/document/document.ts'
import { writeDocx } from '../../src/formats/docx/write.ts'
import { writeHtml } from '../../src/formats/html/write.ts'
import { writeTxt } from '../../src/formats/txt/write.ts'
import { hebei } from '../../src/forms/hebei/index.ts'
import { writeDisclosure } from '../../src/forms/write-disclosure.ts'
import { accountOf } from './account-of.ts'
import type { NationDepartment } from './departments.ts'
import { Random } from './random.ts'

export const DOCUMENT_TYPES = ['docx', 'html', 'txt'] as const

export interface NationDocument {
  /** Below the folder of the nation: province, then the department's file. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** One in so many documents has a figure printed wrong. */
const WRONG_EVERY = 10

/** What a department publishes for a year, in one of the formats; every tenth with one figure misprinted. The same words give the same bytes. */
export async function documentOf(department: NationDepartment, year: number, seed: string): Promise<NationDocument> {
  const random = new Random(seed, department.index, year, 'print')
  const account = accountOf(department, year, seed)
  const printed = writeDisclosure(account, hebei)
  const document = random.below(WRONG_EVERY) === 0 ? misprinted(printed, random) : printed
  const type = random.pick(DOCUMENT_TYPES)
  const bytes = await written(document, account, type)
  return { path: `${department.divisions.at(-2) ?? 'CN'}/${department.index}-${year}.${type}`, bytes }
}

async function written(document: Document, account: Account, type: (typeof DOCUMENT_TYPES)[number]): Promise<Uint8Array> {
  if (type === 'txt') return writeTxt(document)
  const { department, year } = account.disclosure
  const author = department.name ?? ''
  const options = { title: `${author}${year ?? ''}年部门预算公开`, language: 'zh-CN', author } as const
  return type === 'docx' ? await writeDocx(document, options) : writeHtml(document, options)
}

/** One digit of one printed figure is another. */
function misprinted(document: Document, random: Random): Document {
  const figures = document.blocks.flatMap((block) =>
    block.kind === 'table' ? block.cells.filter((cell) => /^\d+\.\d\d$/u.test(cell.text)) : [],
  )
  if (figures.length === 0) return document
  const wrong = random.pick(figures)
  const text = `${(Number(wrong.text[0]) % 9) + 1}${wrong.text.slice(1)}`
  return {
    ...document,
    blocks: document.blocks.map((block) =>
      block.kind === 'table'
        ? { ...block, cells: block.cells.map((cell) => (cell === wrong ? { ...cell, text } : cell)) }
        : block,
    ),
  }
}
