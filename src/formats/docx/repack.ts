import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { printable } from '../printable.ts'
import type { WriteOptions } from '../write-options.ts'
import { FONT_TABLE_XML } from './style-sheet.ts'

/** The first moment that a zip can tell, in local time as zips do: the same bytes everywhere. */
const NO_TIME = new Date(1980, 0, 1)

/**
 * Takes a freshly packed Word document apart and puts it together again without the time of day, random ids and what else would make
 * two runs differ.
 */
export function repack(bytes: Uint8Array, options: WriteOptions): Uint8Array {
  const parts = unzipSync(bytes)
  const packed: Record<string, Uint8Array> = {}
  for (const name of Object.keys(parts)) {
    const part = parts[name]
    if (part !== undefined) packed[name] = part
  }
  packed['docProps/core.xml'] = strToU8(coreXml(options))
  packed['word/fontTable.xml'] = strToU8(FONT_TABLE_XML)
  return zipSync(packed, { level: 6, mtime: NO_TIME })
}

function coreXml(options: WriteOptions): string {
  const spaces =
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
  const title = escapeXml(options.title)
  const author = escapeXml(options.author)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties ${spaces}><dc:title>${title}</dc:title><dc:creator>${author}</dc:creator><cp:lastModifiedBy>${author}</cp:lastModifiedBy><dc:language>${options.language}</dc:language></cp:coreProperties>`
}

function escapeXml(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export { strFromU8 }
