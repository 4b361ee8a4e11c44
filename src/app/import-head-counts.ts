import { parseCsv } from 'hucre/csv'
import { readFile } from 'node:fs/promises'
import type { Words } from '../budget/finding.ts'
import { division } from '../catalogue/divisions.ts'
import type { Store } from '../store/open-store.ts'
import { type HeadCount, saveHeadCounts } from '../store/queries/head-counts.ts'

/** What became of a table of people by place. */
export type HeadCountsTaken =
  | { readonly ok: true; readonly counts: number }
  | { readonly ok: false; readonly messages: readonly Words[] }

const COLUMNS = ['division', 'year', 'population', 'source'] as const

/**
 * Takes a CSV with the columns division (six digits, or CN), year, population, source, and staff where there is one. All of it or nothing: a line that
 * cannot be right is named. Every line says its source, since it is shown beside each figure that is reckoned with it.
 */
export async function importHeadCounts(store: Store, file: string): Promise<HeadCountsTaken> {
  const read = readHeadCounts(await readFile(file, 'utf8'))
  if (!read.ok) return read
  await saveHeadCounts(store, read.counts)
  return { ok: true, counts: read.counts.length }
}

/** The same from its text, without keeping it. */
export function readHeadCounts(
  text: string,
): { readonly ok: true; readonly counts: HeadCount[] } | { readonly ok: false; readonly messages: Words[] } {
  const [header = [], ...lines] = parseCsv(text.replace(/^\uFEFF/u, ''), { delimiter: ',', typeInference: false }).map((row) =>
    row.map((cell) => String(cell ?? '').trim()),
  )
  const missing = COLUMNS.filter((name) => !header.includes(name))
  if (missing.length > 0) {
    const wanted = missing.join(', ')
    return {
      ok: false,
      messages: [
        {
          zh: `第 1 行应有列名 division,year,population,source（可加 staff）；缺少 ${wanted}。`,
          en: `Line 1 must name the columns division,year,population,source (and staff, if any); missing: ${wanted}.`,
        },
      ],
    }
  }
  const counts: HeadCount[] = []
  const messages: Words[] = []
  for (const [i, cells] of lines.entries()) {
    if (cells.every((cell) => cell === '')) continue
    const of = (name: string): string => cells[header.indexOf(name)] ?? ''
    const place = of('division')
    const year = Number(of('year'))
    const source = of('source')
    const wrong = (name: string, expected: Words): void => {
      messages.push({
        zh: `第 ${i + 2} 行的 ${name} 应是${expected.zh}，现为“${of(name)}”。`,
        en: `Line ${i + 2}: ${name} should be ${expected.en}, and is “${of(name)}”.`,
      })
    }
    if (division(place) === null) wrong('division', { zh: '六位行政区划代码或 CN', en: 'a division code of six digits or CN' })
    if (!/^(?:19|20)\d\d$/u.test(of('year'))) wrong('year', { zh: '四位年份', en: 'a year of four digits' })
    if (source === '') wrong('source', { zh: '数据出处', en: 'where the figure comes from' })
    for (const kind of ['population', 'staff'] as const) {
      if (kind === 'staff' && of(kind) === '') continue
      if (!/^[1-9]\d{0,10}$/u.test(of(kind)))
        wrong(kind, { zh: '人数（正整数）', en: 'a number of people (a whole number above 0)' })
      else counts.push({ division: place, year, kind, count: Number(of(kind)), source })
    }
  }
  return messages.length > 0 ? { ok: false, messages } : { ok: true, counts }
}
