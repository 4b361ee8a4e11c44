import { sliceKey } from '../../src/budget/slice.ts'
import type { Claim } from '../../src/budget/claim.ts'
import type { Reading } from '../../src/budget/reading.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { readDocument } from '../../src/formats/read.ts'

/** A row of a table; `基本支出 →3 ↓2` is a cell over three columns and two rows. */
export type Row = readonly string[]

const SPANS = /^(.*?)(?: →(\d+))?(?: ↓(\d+))?$/su

/** A table as a web page prints it. */
export function tableHtml(rows: readonly Row[]): string {
  const cell = (text: string): string => {
    const [, words = '', columns, rowCount] = SPANS.exec(text) ?? []
    const spans = `${columns === undefined ? '' : ` colspan="${columns}"`}${rowCount === undefined ? '' : ` rowspan="${rowCount}"`}`
    return `<td${spans}>${words}</td>`
  }
  return `<table>${rows.map((r) => `<tr>${r.map(cell).join('')}</tr>`).join('')}</table>`
}

/** The same table as the published text form prints it: a line for each cell, spans lost, cells continued from above empty. */
export function tableTxt(rows: readonly Row[]): string {
  const below = new Map<number, { rows: number; columns: number }>()
  const lines = rows.map((row) => {
    let printed = ''
    let column = 1
    const continued = (): void => {
      for (let above = below.get(column); above !== undefined && above.rows > 0; above = below.get(column)) {
        above.rows--
        printed += '\t\n'
        column += above.columns
      }
    }
    for (const text of row) {
      continued()
      const [, words = '', columns = '1', rowCount = '1'] = SPANS.exec(text) ?? []
      printed += `\t${words}\n`
      below.set(column, { rows: Number(rowCount) - 1, columns: Number(columns) })
      column += Number(columns)
    }
    continued()
    return printed
  })
  return lines.join('\n')
}

const HEAD = '<p>某某局2023年部门预算公开</p>'

/** Reads a page of paragraphs and tables, as the year 2023. */
export async function readPage(body: string): Promise<Reading> {
  return reading(`<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${HEAD}${body}</body></html>`, 'a.html')
}

/** Reads a title, its unit and its table. */
export async function readTitled(title: string, rows: readonly Row[], unit = '万元', note = ''): Promise<Reading> {
  return readPage(
    `<p>${title}</p><p>预算年度：2023</p><p>单位：${unit}</p>${tableHtml(rows)}${note === '' ? '' : `<p>${note}</p>`}`,
  )
}

export async function reading(text: string, name: string): Promise<Reading> {
  const outcome = await readDocument(new TextEncoder().encode(text), name)
  if (!outcome.ok) throw new Error(outcome.refusal.message.en)
  return readDisclosure(outcome.document)
}

/** The claims of one form, a line each: row, column, slice, print, value, and row and column of the cell. */
export function claimLines(read: Reading, form: string): string[] {
  return read.claims.filter((c) => c.form === form && c.measure !== 'year').map(claimLine)
}

export function claimLine(claim: Claim): string {
  const row = [claim.row?.code, claim.row?.label].filter((t) => t !== undefined && t !== '').join(' ')
  const value = claim.state === 'number' ? `= ${claim.value}` : claim.state
  const extra = `${claim.part === undefined ? '' : ` part ${claim.part}`}${claim.some === true ? ' some' : ''}`
  return `${row} | ${claim.column ?? ''} | ${sliceKey(claim.slice)} | ${claim.printed} ${value}${extra} | ${claim.place.row ?? ''},${claim.place.column ?? ''}`
}
