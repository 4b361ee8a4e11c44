import { relationshipsOf } from '../container/relationships.ts'
import { attributeOf, readXmlPart } from '../container/xml.ts'
import type { Zip } from '../container/zip.ts'
import type { Limits } from '../limits.ts'
import { builtInFormat, compileFormat } from './number-format.ts'
import type { NumberFormat } from './number-format.ts'

/** What a cell's style index stands for. */
export interface CellFormat {
  readonly print: NumberFormat
  /** A left or right border: the cell is drawn as one of a table. A line above or below alone may belong to a neighbour. */
  readonly boxed: boolean
}

/** The parts of a workbook that its sheets refer to. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string | undefined; readonly hidden: boolean }[]
  readonly strings: readonly string[]
  readonly formats: readonly CellFormat[]
}

export function readWorkbook(zip: Zip, main: string, limits: Limits): Workbook {
  const links = relationshipsOf(zip, main, limits)
  const partOf = (kind: string): string | undefined => links.find((link) => link.kind === kind)?.target
  const sheets: Workbook['sheets'][number][] = []
  let date1904 = false
  readXmlPart(zip, main, limits, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(?:1|true)$/u.test(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const id = attributeOf(attributes, 'r', 'id')
      const link = links.find((l) => l.id === id)
      // Chart sheets have no cells.
      if (link !== undefined && link.kind !== 'worksheet') return
      sheets.push({
        name: attributes['name'] ?? '',
        part: link?.target,
        hidden: attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden',
      })
    },
    close() {},
    text() {},
  })
  return {
    sheets,
    strings: readStrings(zip, partOf('sharedStrings'), limits),
    formats: readFormats(zip, partOf('styles'), limits, date1904),
  }
}

function readStrings(zip: Zip, part: string | undefined, limits: Limits): string[] {
  const strings: string[] = []
  if (part === undefined || !zip.has(part)) return strings
  let text = ''
  let inText = false
  // Phonetic guides (rPh) repeat the text in another script.
  let phonetic = 0
  readXmlPart(zip, part, limits, {
    open(name) {
      if (name === 'rPh') phonetic++
      else if (name === 't') inText = phonetic === 0
    },
    close(name) {
      if (name === 'rPh') phonetic--
      else if (name === 't') inText = false
      else if (name === 'si') {
        strings.push(unescape(text))
        text = ''
      }
    },
    text(piece) {
      if (inText) text += piece
    },
  })
  return strings
}

/** Characters that XML cannot hold are written `_x000D_`. */
export function unescape(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

function readFormats(zip: Zip, part: string | undefined, limits: Limits, date1904: boolean): CellFormat[] {
  const codes = new Map<number, string>()
  const compiled = new Map<string, NumberFormat>()
  const boxed: boolean[] = []
  const formats: CellFormat[] = []
  if (part === undefined || !zip.has(part)) return formats
  let inCellFormats = false
  let inBorder = false
  const print = (id: number): NumberFormat => {
    const code = codes.get(id) ?? builtInFormat(id)
    const known = compiled.get(code) ?? compileFormat(code, date1904)
    compiled.set(code, known)
    return known
  }
  readXmlPart(zip, part, limits, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? 'General')
      else if (name === 'border') {
        boxed.push(false)
        inBorder = true
      } else if (inBorder && /^(?:left|right|start|end)$/u.test(name)) {
        if ((attributes['style'] ?? 'none') !== 'none') boxed[boxed.length - 1] = true
      } else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) {
        formats.push({
          print: print(Number(attributes['numFmtId'] ?? 0)),
          boxed: boxed[Number(attributes['borderId'] ?? 0)] ?? false,
        })
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
      if (name === 'border') inBorder = false
    },
    text() {},
  })
  return formats
}
