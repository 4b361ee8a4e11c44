import { nodeName } from '../catalogue/tree.ts'
import { writeClaimsCsv } from '../formats/csv/write.ts'
import { openDisclosure } from './check-document.ts'
import type { Download, Refused } from './checked.ts'

/** Every figure of one document as a CSV: where it is printed, what it means, and its amount in fen. Never throws for content. */
export async function openData(bytes: Uint8Array, file: string): Promise<Download | Refused> {
  const opened = await openDisclosure(bytes, file)
  if (!opened.ok) return opened
  return {
    ok: true,
    name: `${file.replace(/\.[^.]+$/u, '')}-开放数据.csv`,
    type: 'text/csv; charset=utf-8',
    bytes: writeClaimsCsv(opened.reading, (dimension, node) => nodeName(dimension, node, null)),
    repairs: 0,
    skipped: [],
  }
}
