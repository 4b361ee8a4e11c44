import { Compound } from './container/compound.ts'
import { Zip } from './container/zip.ts'
import { relationshipsOf } from './container/relationships.ts'
import { archivedPage } from './html/web-archive.ts'
import type { Limits } from './limits.ts'
import { encrypted, Refused } from './refusal.ts'
import { decodeText } from './text-encoding.ts'

/** What the bytes are, whatever the file is called. */
export type Sniffed =
  | { readonly type: 'docx' | 'xlsx'; readonly zip: Zip; readonly main: string }
  | { readonly type: 'odt'; readonly zip: Zip }
  | { readonly type: 'doc' | 'xls'; readonly compound: Compound }
  | { readonly type: 'rtf'; readonly bytes: Uint8Array }
  | { readonly type: 'html' | 'txt'; readonly text: string }
  | { readonly type: 'pdf' }

/** Looks at the bytes. Throws `Refused` for what cannot be read, with a sentence on what to do instead. */
export function sniff(bytes: Uint8Array, limits: Limits): Sniffed {
  if (bytes.length === 0)
    throw new Refused(
      'empty',
      '文件是空的（0 字节）。请重新下载或重新上传。',
      'The file is empty (0 bytes). Download or upload it again.',
    )
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return sniffZip(bytes, limits)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return sniffCompound(bytes)
  if (indexOfAscii(bytes.subarray(0, 1024), '%PDF-') !== -1) return { type: 'pdf' }
  if (indexOfAscii(bytes.subarray(0, 16), '{\\rtf') === 0) return { type: 'rtf', bytes }
  if (isPicture(bytes))
    throw unsupported('图片', 'picture', '请改用 Word、Excel 或网页版的原文', 'use the original as a Word, Excel or web file')
  return sniffText(bytes)
}

function sniffZip(bytes: Uint8Array, limits: Limits): Sniffed {
  const zip = new Zip(bytes, limits)
  const main = relationshipsOf(zip, '', limits).find((link) => link.kind === 'officeDocument')?.target
  for (const candidate of [main, 'word/document.xml', 'xl/workbook.xml']) {
    if (candidate === undefined || !zip.has(candidate)) continue
    if (/^word\/.*\.xml$/u.test(candidate)) return { type: 'docx', zip, main: candidate }
    if (/^xl\/.*\.xml$/u.test(candidate)) return { type: 'xlsx', zip, main: candidate }
  }
  if (zip.has('content.xml')) return { type: 'odt', zip }
  if (zip.has('xl/workbook.bin')) throw unsupported('.xlsb', '.xlsb', '请用 Excel 另存为 .xlsx', 'save it as .xlsx in Excel')
  throw new Refused(
    'unknown-type',
    '这是一个压缩包，里面不是 Word 或 Excel 文件。请先解压，再逐个上传其中的文件。',
    'This is a zip archive without a Word or Excel document inside. Unpack it and give the files one by one.',
  )
}

function sniffCompound(bytes: Uint8Array): Sniffed {
  // Asked of the bytes, so that a damaged one is told for what it was.
  if (hasWideWord(bytes, 'EncryptedPackage')) throw encrypted()
  const compound = new Compound(bytes)
  if (compound.has('WordDocument')) return { type: 'doc', compound }
  if (compound.has('Workbook') || compound.has('Book')) return { type: 'xls', compound }
  throw unsupported('这种旧版 Office', 'old Office', '请另存为 .docx 或 .xlsx', 'save it as .docx or .xlsx')
}

/** Whether a name stands in the bytes as compound files write it, two bytes a character. */
function hasWideWord(bytes: Uint8Array, word: string): boolean {
  const wide = [...word].flatMap((c) => [c.charCodeAt(0), 0])
  return indexOfBytes(bytes, wide) !== -1
}

function sniffText(bytes: Uint8Array): Sniffed {
  const { text } = decodeText(bytes)
  const head = text.slice(0, 4096)
  if (
    /<\?mso-application|urn:schemas-microsoft-com:office:spreadsheet|schemas\.microsoft\.com\/office\/word\/2003\/wordml/u.test(
      head,
    )
  ) {
    throw unsupported(
      'Office 2003 XML',
      'Office 2003 XML',
      '请用原软件打开并另存为 .docx 或 .xlsx',
      'open it in its own program and save it as .docx or .xlsx',
    )
  }
  if (/^\s*(?:MIME-Version|From|Message-ID)\s*:/iu.test(head) && /multipart\/related/iu.test(head)) {
    const page = archivedPage(bytes)
    if (page !== null) return { type: 'html', text: page }
  }
  if (looksBinary(text)) {
    throw new Refused(
      'unknown-type',
      '认不出这是什么文件（不是文本、网页、PDF、Word 或 Excel）。请提供 .docx、.xlsx、.pdf、.html 或 .txt。',
      'This is no text, web page, PDF, Word or Excel file. Give a .docx, .xlsx, .pdf, .html or .txt file.',
    )
  }
  if (/<(?:!doctype\s+html|html|head|body|table|tbody|tr|td|meta|div|p|h[1-6]|span|font|style|title)[\s/>]/iu.test(head))
    return { type: 'html', text }
  return { type: 'txt', text }
}

/** Text has hardly any control characters, and hardly any that could not be decoded. */
function looksBinary(text: string): boolean {
  const sample = text.length > 65_536 ? text.slice(0, 65_536) : text
  let strange = 0
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i)
    if (
      (code < 0x20 && code !== 9 && code !== 10 && code !== 12 && code !== 13) ||
      code === 0xfffd ||
      (code >= 0x7f && code < 0xa0)
    )
      strange++
  }
  return strange > sample.length * 0.05
}

function isPicture(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, [0x89, 0x50, 0x4e, 0x47]) ||
    startsWith(bytes, [0xff, 0xd8, 0xff]) ||
    startsWith(bytes, [0x47, 0x49, 0x46, 0x38])
  )
}

/** `what` a file is, and what to do instead, in both languages. */
function unsupported(whatZh: string, whatEn: string, zh: string, en: string): Refused {
  return new Refused(
    'not-supported',
    `暂不能读取${whatZh}文件，${zh}。`,
    `Files of this type (${whatEn}) cannot be read yet: ${en}.`,
  )
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte)
}

function indexOfAscii(bytes: Uint8Array, word: string): number {
  return indexOfBytes(
    bytes,
    [...word].map((c) => c.charCodeAt(0)),
  )
}

function indexOfBytes(bytes: Uint8Array, wanted: readonly number[]): number {
  const first = wanted[0] ?? 0
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at
  }
  return -1
}
