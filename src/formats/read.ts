import type { Block, Document, DocumentType } from '../document/document.ts'
import { readDocx } from './docx/read.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { Limits } from './limits.ts'
import { Refused, tooMuch } from './refusal.ts'
import type { Refusal } from './refusal.ts'
import { sniff } from './sniff.ts'
import type { Sniffed } from './sniff.ts'
import { readTxt } from './txt/read.ts'

/** A file that was read, or one sentence on why it was not. */
export type ReadOutcome = { readonly ok: true; readonly document: Document } | { readonly ok: false; readonly refusal: Refusal }

/** Endings and the type they promise. */
const ENDINGS: Readonly<Record<string, DocumentType>> = {
  txt: 'txt',
  html: 'html',
  htm: 'html',
  mht: 'html',
  mhtml: 'html',
  docx: 'docx',
  docm: 'docx',
  doc: 'doc',
  rtf: 'doc',
  wps: 'doc',
  odt: 'odt',
  ods: 'odt',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  xls: 'xls',
  et: 'xls',
  pdf: 'pdf',
}

/**
 * Reads a file into a Document. The bytes decide what it is; `name` serves only to say so where its ending promises something else.
 * Content that cannot be read becomes problems of the document. A file that cannot be read at all is a refusal. Never throws for a file's content.
 */
export async function readDocument(bytes: Uint8Array, name: string, limits: Limits = DEFAULT_LIMITS): Promise<ReadOutcome> {
  try {
    if (bytes.length > limits.file) {
      const mebi = (n: number): string => (n / 1024 / 1024).toFixed(0)
      throw tooMuch(
        `${mebi(bytes.length)} MB，上限 ${mebi(limits.file)} MB`,
        `${mebi(bytes.length)} MB, the limit is ${mebi(limits.file)} MB`,
      )
    }
    const sniffed = sniff(bytes, limits)
    const document = await readSniffed(sniffed, bytes, limits)
    if (document.problems.length === 0 && document.blocks.every(isBlank)) {
      throw new Refused(
        'empty',
        '文件里没有任何文字或表格。若内容是扫描图片，请改用可编辑的原文。',
        'The file holds no text and no table. If its content is a scanned picture, use the editable original.',
      )
    }
    return { ok: true, document: withEndingProblem(document, name) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    throw error
  }
}

function isBlank(block: Block): boolean {
  return block.kind === 'table' && block.cells.every((cell) => cell.text === '')
}

/** Spreadsheets and web pages bring large libraries: they are loaded when the first one comes. */
async function readSniffed(sniffed: Sniffed, bytes: Uint8Array, limits: Limits): Promise<Document> {
  switch (sniffed.type) {
    case 'docx':
      return readDocx(sniffed.zip, sniffed.main, limits)
    case 'doc': {
      const { readDoc } = await import('./doc/read.ts')
      return readDoc(sniffed.compound, limits)
    }
    case 'rtf': {
      const { readRtf } = await import('./rtf/read.ts')
      return readRtf(sniffed.bytes, limits)
    }
    case 'xls': {
      const { readXls } = await import('./xls/read.ts')
      return readXls(sniffed.compound, limits)
    }
    case 'odt': {
      const { readOdt } = await import('./odt/read.ts')
      return readOdt(sniffed.zip, limits)
    }
    case 'xlsx': {
      const { readXlsx } = await import('./xlsx/read.ts')
      return readXlsx(sniffed.zip, sniffed.main, limits)
    }
    case 'html': {
      const { readHtml } = await import('./html/read.ts')
      return readHtml(sniffed.text, limits)
    }
    case 'txt':
      return readTxt(sniffed.text, limits)
    case 'pdf': {
      const { readPdf } = await import('./pdf/read.ts')
      return readPdf(bytes, limits)
    }
  }
}

function withEndingProblem(document: Document, name: string): Document {
  const ending = /\.([a-z]+)$/iu.exec(name)?.[1]?.toLowerCase() ?? ''
  const promised = ENDINGS[ending]
  if (promised === undefined || promised === document.type) return document
  const message = {
    zh: `文件名以 .${ending} 结尾，内容其实是 ${document.type}，已按 ${document.type} 读取。请改正文件名或另存为真正的 .${ending}。`,
    en: `The name ends in .${ending}, but the content is ${document.type} and was read as such. Correct the name or save it as a real .${ending}.`,
  }
  return { ...document, problems: [{ message, place: {} }, ...document.problems] }
}
