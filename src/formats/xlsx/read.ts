import type { Document } from '../../document/document.ts'
import type { Zip } from '../container/zip.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { addSheet, reportHiddenSheet } from './add-sheet.ts'
import { readWorkbook } from './workbook.ts'
import { readSheet } from './worksheet.ts'

/**
 * Reads a workbook from its container. `main` is the path of its main part, usually `xl/workbook.xml`. Each sheet is divided into paragraphs and
 * tables; with several sheets, each begins with its name as a heading. Throws `Refused` where the container or its XML is broken.
 */
export function readXlsx(zip: Zip, main: string, limits: Limits): Document {
  const builder = new DocumentBuilder('xlsx', limits)
  const workbook = readWorkbook(zip, main, limits)
  const shown = workbook.sheets.filter((sheet) => !sheet.hidden)
  for (const { name } of workbook.sheets.filter((sheet) => sheet.hidden)) reportHiddenSheet(builder, name)
  for (const { name, part } of shown) {
    if (part === undefined || !zip.has(part)) {
      builder.problem({ zh: `工作表“${name}”的内容缺失。`, en: `The content of sheet "${name}" is missing.` }, { sheet: name })
      continue
    }
    addSheet(builder, name, readSheet(zip, part, workbook, { ...limits, cells: builder.room }), shown.length > 1, limits)
  }
  if (builder.tables === 0 && [...zip.names()].some((part) => part.startsWith('xl/media/'))) {
    builder.problem({
      zh: '工作簿里有图片而没有表格；图片里的表格没有读，请提供可编辑的原文。',
      en: 'The workbook holds pictures and no table; tables inside pictures were not read. Give the editable original.',
    })
  }
  return builder.finish()
}
