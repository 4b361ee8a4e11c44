import type { ByteReader } from '../byte-reader.ts'
import { damaged, encrypted, Refused } from '../refusal.ts'
import type { Limits } from '../limits.ts'
import { builtInFormat, compileFormat } from '../xlsx/number-format.ts'
import type { NumberFormat } from '../xlsx/number-format.ts'
import type { CellFormat } from '../xlsx/workbook.ts'
import { codePageDecoder, RECORD, recordAt, textAt } from './records.ts'
import type { TextCoding } from './records.ts'
import { readSharedStrings } from './shared-strings.ts'

/** The part of a workbook to which its sheets refer. */
export interface BinaryWorkbook {
  readonly coding: TextCoding
  readonly sheets: readonly { readonly name: string; readonly at: number; readonly hidden: boolean }[]
  readonly strings: readonly string[]
  readonly formats: readonly CellFormat[]
  readonly pictures: boolean
}

const EXCEL_97 = 0x600
const EXCEL_5 = 0x500
const WORKSHEET = 0

/** Reads the records before the first sheet. Throws `Refused` where the workbook is encrypted, older than Excel 5, or broken. */
export function readBinaryWorkbook(stream: ByteReader, limits: Limits): BinaryWorkbook {
  const first = recordAt(stream, 0)
  if (first === null) throw damaged('工作簿的开头', 'the start of the workbook')
  const version = first.id === RECORD.begin && first.body.length >= 2 ? first.body.u16(0) : 0
  if (version !== EXCEL_97 && version !== EXCEL_5) {
    throw new Refused(
      'not-supported',
      '这是 Excel 4 或更早版本的 .xls 文件，暂不能读取。请用 Excel 或 WPS 打开并另存为 .xlsx。',
      'This .xls file is from Excel 4 or earlier and cannot be read yet: open it in Excel or WPS and save it as .xlsx.',
    )
  }
  const wide = version === EXCEL_97
  let coding: TextCoding = { wide, decoder: codePageDecoder(0) }
  let date1904 = false
  let pictures = false
  const codes = new Map<number, string>()
  const looks: { readonly format: number; readonly boxed: boolean }[] = []
  const sheets: { name: string; at: number; hidden: boolean }[] = []
  let strings: string[] = []
  for (let record = recordAt(stream, first.next); record !== null && record.id !== RECORD.end; ) {
    const { id, body } = record
    let next = record.next
    if (id === RECORD.password) throw encrypted()
    else if (id === RECORD.codePage) coding = { wide, decoder: codePageDecoder(body.u16(0)) }
    else if (id === RECORD.dates) date1904 = body.u16(0) === 1
    else if (id === RECORD.pictures) pictures = true
    else if (id === RECORD.format) codes.set(body.u16(0), textAt(body, 2, wide ? 2 : 1, coding))
    else if (id === RECORD.look) looks.push({ format: body.u16(2), boxed: isBoxed(body, wide) })
    else if (id === RECORD.sheet && body.u8(5) === WORKSHEET) {
      sheets.push({ at: body.u32(0), hidden: (body.u8(4) & 3) !== 0, name: textAt(body, 6, 1, coding) })
    } else if (id === RECORD.strings) {
      const parts = [body]
      for (let more = recordAt(stream, next); more?.id === RECORD.more; more = recordAt(stream, next)) {
        parts.push(more.body)
        next = more.next
      }
      strings = readSharedStrings(parts, limits.text)
    }
    record = recordAt(stream, next)
  }
  return { coding, sheets, strings, formats: formatsOf(looks, codes, date1904), pictures }
}

/** A left or right border: the cell is drawn as one of a table. */
function isBoxed(look: ByteReader, wide: boolean): boolean {
  if (wide) return (look.u8(10) & 0xff) !== 0
  return (look.u16(12) & 0b1_1111_1000) !== 0
}

function formatsOf(
  looks: readonly { readonly format: number; readonly boxed: boolean }[],
  codes: ReadonlyMap<number, string>,
  date1904: boolean,
): CellFormat[] {
  const compiled = new Map<string, NumberFormat>()
  return looks.map(({ format, boxed }) => {
    const code = codes.get(format) ?? builtInFormat(format)
    const print = compiled.get(code) ?? compileFormat(code, date1904)
    compiled.set(code, print)
    return { print, boxed }
  })
}
