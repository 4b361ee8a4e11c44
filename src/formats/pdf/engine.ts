import { createRequire } from 'node:module'
import type { PdfiumModule } from '@embedpdf/pdfium'

/** The functions of PDFium that are called, straight from its exports: no wrapper stands between, since some are called for every character. */
type Functions =
  | 'EPDF_IsEncrypted'
  | 'FPDF_CloseDocument'
  | 'FPDF_ClosePage'
  | 'FPDF_GetLastError'
  | 'FPDF_GetPageBoundingBox'
  | 'FPDF_GetPageCount'
  | 'FPDF_LoadMemDocument'
  | 'FPDF_LoadPage'
  | 'FPDF_RenderPageBitmap'
  | 'FPDFBitmap_CreateEx'
  | 'FPDFBitmap_Destroy'
  | 'FPDFBitmap_FillRect'
  | 'FPDFFont_GetFlags'
  | 'FPDFFont_GetWeight'
  | 'FPDFFont_GetBaseFontName'
  | 'FPDFFormObj_CountObjects'
  | 'FPDFFormObj_GetObject'
  | 'FPDFPage_CountObjects'
  | 'FPDFPage_GetObject'
  | 'FPDFPage_GetRotation'
  | 'FPDFPageObj_GetBounds'
  | 'FPDFPageObj_GetFillColor'
  | 'FPDFPageObj_GetMatrix'
  | 'FPDFPageObj_GetStrokeColor'
  | 'FPDFPageObj_GetStrokeWidth'
  | 'FPDFPageObj_GetType'
  | 'FPDFPath_CountSegments'
  | 'FPDFPath_GetDrawMode'
  | 'FPDFPath_GetPathSegment'
  | 'FPDFPathSegment_GetClose'
  | 'FPDFPathSegment_GetPoint'
  | 'FPDFPathSegment_GetType'
  | 'FPDFText_ClosePage'
  | 'FPDFText_CountChars'
  | 'FPDFText_GetCharBox'
  | 'FPDFText_GetCharOrigin'
  | 'FPDFText_GetLooseCharBox'
  | 'FPDFText_GetMatrix'
  | 'FPDFText_GetTextObject'
  | 'FPDFText_GetUnicode'
  | 'FPDFText_HasUnicodeMapError'
  | 'FPDFText_IsGenerated'
  | 'FPDFText_LoadPage'
  | 'FPDFTextObj_GetFont'
  | 'FPDFTextObj_GetFontSize'
  | 'FPDFTextObj_GetTextRenderMode'
  | 'PDFiumExt_Init'
  | 'malloc'

type Exports = Readonly<Record<Functions, (...values: number[]) => number>> & { free(address: number): void }

interface Memory {
  readonly HEAPU8: Uint8Array
  readonly HEAP32: Int32Array
  readonly HEAPU32: Uint32Array
  readonly HEAPF32: Float32Array
  readonly HEAPF64: Float64Array
}

/** PDFium, started: its functions (numbers in, numbers out; addresses are bytes) and its memory. */
export interface Pdfium {
  readonly call: Exports
  /** Its views of memory are replaced when memory grows: take them anew after every call that may allocate. */
  readonly memory: Memory
  /** 256 bytes for what functions return through pointers, aligned to 8. */
  readonly scratch: number
}

/** Memory never shrinks: an engine that a large file has blown up beyond this is given up after that file. */
const MOST_MEMORY = 192 * 1024 * 1024

/** More memory than this no file gets, whatever it draws within itself: the worker's own limit does not count it. */
const LARGEST_MEMORY = 768 * 1024 * 1024
/** Bytes of the pages in which memory grows. */
const MEMORY_PAGE = 65_536

let engine: Promise<Pdfium> | null = null

/** Starts PDFium, once per process. */
export function startPdfium(): Promise<Pdfium> {
  engine ??= start()
  return engine
}

async function start(): Promise<Pdfium> {
  const { init } = await import('@embedpdf/pdfium')
  // Its own way of finding the file would look beside the bundle.
  const wasm = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')
  const silent = (): void => {}
  const { pdfium } = await init({ locateFile: () => wasm, print: silent, printErr: silent } as Partial<PdfiumModule>)
  limitMemory(Object.values(pdfium.wasmExports))
  const call = pdfium.wasmExports as unknown as Exports
  call.PDFiumExt_Init()
  return { call, memory: pdfium as unknown as Memory, scratch: call.malloc(256) }
}

/** Refuses to let the memory among these exports grow beyond the limit: PDFium then gives the file up. */
function limitMemory(exported: readonly unknown[]): void {
  const memory = exported.find((each): each is GrowingMemory => typeof each === 'object' && each !== null && 'grow' in each)
  if (memory === undefined) throw new Error('PDFium exports no memory')
  const grow = memory.grow.bind(memory)
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * MEMORY_PAGE > LARGEST_MEMORY) throw new RangeError('PDFium needs too much memory')
    return grow(pages)
  }
}

interface GrowingMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

/** Lets go of an engine that has crashed (`crashed`) or grown too large; the next file starts a new one. */
export function releasePdfium(pdfium: Pdfium, crashed: boolean): void {
  if (crashed || pdfium.memory.HEAPU8.length > MOST_MEMORY) engine = null
}
