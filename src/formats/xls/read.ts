import type { Document } from '../../document/document.ts'
import { ByteReader } from '../byte-reader.ts'
import type { Compound } from '../container/compound.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { addSheet, reportHiddenSheet } from '../xlsx/add-sheet.ts'
import { readBinaryWorkbook } from './workbook.ts'
import { readBinarySheet } from './worksheet.ts'

/**
 * Reads a workbook of the binary format (Excel 5 to 2003, WPS), as its specification [MS-XLS] lays it out. Its sheets become paragraphs and
 * tables as those of .xlsx do. Throws `Refused` where the file is broken, encrypted or older.
 */
export function readXls(compound: Compound, limits: Limits): Document {
  // A file saved for both Excel 5 and 97 has both streams; the later one is complete.
  const name = compound.has('Workbook') ? 'Workbook' : 'Book'
  const stream = new ByteReader(compound.read(name), name)
  const builder = new DocumentBuilder('xls', limits)
  const workbook = readBinaryWorkbook(stream, limits)
  const shown = workbook.sheets.filter((sheet) => !sheet.hidden)
  for (const sheet of workbook.sheets) if (sheet.hidden) reportHiddenSheet(builder, sheet.name)
  for (const sheet of shown) {
    const stored = readBinarySheet(stream, sheet.at, workbook, { ...limits, cells: builder.room })
    addSheet(builder, sheet.name, stored, shown.length > 1, limits)
  }
  if (builder.tables === 0 && workbook.pictures) {
    builder.problem({
      zh: '工作簿里有图片而没有表格；图片里的表格没有读，请提供可编辑的原文。',
      en: 'The workbook holds pictures and no table; tables inside pictures were not read. Give the editable original.',
    })
  }
  return builder.finish()
}
