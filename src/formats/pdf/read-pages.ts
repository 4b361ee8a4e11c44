import type { Limits } from '../limits.ts'
import { damaged, encrypted, tooMuch } from '../refusal.ts'
import { releasePdfium, startPdfium } from './engine.ts'
import type { Pdfium } from './engine.ts'
import { emptyPage, readPage } from './read-page.ts'
import type { ReadPage } from './read-page.ts'

/** `FPDF_GetLastError`: a password is wanted, or an unknown kind of protection. */
const WANTS_PASSWORD = 4
const UNKNOWN_SECURITY = 5
/** Bytes that PDFium may take for one file: it lies outside the limits that a worker is given. */
const MOST_MEMORY = 1024 * 1024 * 1024

/** The pages of the file that was read last, as long as somebody holds its bytes: some of them are asked for again right after. */
let last = new WeakMap<Uint8Array, readonly ReadPage[]>()

/** The pages of a file where it is the one that `readPages` has read last in this process; they are given out once. */
export function takeLastPages(bytes: Uint8Array): readonly ReadPage[] | undefined {
  const pages = last.get(bytes)
  last.delete(bytes)
  return pages
}

/** Reads every page. Throws `Refused` where the file asks for a password, is damaged throughout, has no pages or too many. */
export async function readPages(bytes: Uint8Array, limits: Limits): Promise<ReadPage[]> {
  return withPdf(bytes, (pdfium, document) => {
    const { call } = pdfium
    const count = call.FPDF_GetPageCount(document)
    if (count <= 0) throw damaged('里面没有页面', 'there is no page in it')
    if (count > limits.pages)
      throw tooMuch(`${count} 页，上限 ${limits.pages} 页`, `${count} pages, the limit is ${limits.pages}`)
    const pages: ReadPage[] = []
    for (let number = 1; number <= count; number++) {
      const handle = call.FPDF_LoadPage(document, number - 1)
      if (handle === 0) {
        pages.push({ page: emptyPage(number), invisible: 0, state: 'broken' })
        continue
      }
      try {
        pages.push(readPage(pdfium, handle, number, limits))
      } finally {
        call.FPDF_ClosePage(handle)
      }
      if (pdfium.memory.HEAPU8.length > MOST_MEMORY) throw tooMuch('展开后超过 1 GiB', 'more than 1 GiB once unpacked')
    }
    if (pages.every((page) => page.state === 'broken')) throw damaged('所有页面都读不出来', 'none of its pages can be read')
    last = new WeakMap([[bytes, pages]])
    return pages
  })
}

/** Opens a file, hands it to `work` and closes it whatever happens. A PDF that only restricts printing opens without a password. */
export async function withPdf<T>(bytes: Uint8Array, work: (pdfium: Pdfium, document: number) => T): Promise<T> {
  const pdfium = await startPdfium()
  const { call, memory } = pdfium
  let crashed = false
  let data = 0
  let document = 0
  try {
    data = call.malloc(bytes.length)
    if (data === 0) throw tooMuch('内存不足', 'there is not enough memory')
    memory.HEAPU8.set(bytes, data)
    document = call.FPDF_LoadMemDocument(data, bytes.length, 0)
    if (document === 0) {
      const error = call.FPDF_GetLastError()
      throw error === WANTS_PASSWORD || error === UNKNOWN_SECURITY
        ? encrypted()
        : damaged('PDF 结构不完整', 'its PDF structure is broken')
    }
    return work(pdfium, document)
  } catch (error) {
    if (isTrap(error)) {
      crashed = true
      throw damaged('PDF 内容有误', 'its PDF content is broken')
    }
    throw error
  } finally {
    if (!crashed) {
      if (document !== 0) call.FPDF_CloseDocument(document)
      if (data !== 0) call.free(data)
    }
    releasePdfium(pdfium, crashed)
  }
}

/** PDFium ran into a fault of its own: its memory is in no known state any more. */
function isTrap(error: unknown): boolean {
  return error instanceof Error && error.name === 'RuntimeError'
}
