import type { Problem, Words } from '../budget/finding.ts'
import type { Place } from '../budget/place.ts'
import type { Block, Document, DocumentType } from '../document/document.ts'
import { clean } from './clean.ts'
import { settleGrid } from './grid.ts'
import type { GridSource, RawCell } from './grid.ts'
import type { Limits } from './limits.ts'
import { tooMuch } from './refusal.ts'

const MAX_PROBLEMS = 500

/** Options of one table. */
export interface TableOptions extends GridSource {
  /** Whether a filled gap is worth a problem: it is where the format draws every cell, not where blanks are simply left out. */
  readonly gapsAreFaults: boolean
  /** Columns found by alignment alone: see `Table.unruled`. */
  readonly unruled?: boolean
  /** Rows of the source (from 0) whose spans are guesses. */
  readonly guessedRows?: readonly number[]
}

/**
 * Collects blocks in reading order, numbers them, tidies every text and keeps to the limits: `Refused` is thrown where there is too much text.
 * All readers write through it.
 */
export class DocumentBuilder {
  readonly #type: DocumentType
  readonly #limits: Limits
  readonly #blocks: Block[] = []
  readonly #problems: Problem[] = []
  #paragraphs = 0
  #tables = 0
  #cells = 0
  #characters = 0
  #replaced = 0
  #replacedAt: Place | null = null
  #suppressed = 0

  constructor(type: DocumentType, limits: Limits) {
    this.#type = type
    this.#limits = limits
  }

  /** How many tables have been added. */
  get tables(): number {
    return this.#tables
  }

  /** Grid positions that are still free. */
  get room(): number {
    return Math.max(0, this.#limits.cells - this.#cells)
  }

  /** Adds a paragraph outside tables; blank ones are ignored. `heading` from 1 to 6. */
  paragraph(text: string, place: Place = {}, heading?: number): void {
    const at = { ...place, paragraph: this.#paragraphs + 1 }
    const words = this.#text(text, at)
    if (words === '') return
    this.#paragraphs++
    this.#blocks.push({ kind: 'paragraph', text: words, ...(heading === undefined ? {} : { heading }), place: at })
  }

  /** Adds a table from cells in the source's own positions; one without cells is ignored. */
  table(raw: readonly RawCell[], place: Place, options: TableOptions): void {
    if (raw.length === 0) return
    const index = this.#tables + 1
    const at = { ...place, table: index }
    for (const cell of raw) cell.text = this.#text(cell.text, { ...cell.place, table: index })
    const { cell: _, ...common } = at
    const grid = settleGrid(raw, common, this.room, options)
    if (grid.droppedRows > 0) {
      this.problem(
        {
          zh: `表格太大：超出 ${this.#limits.cells} 个单元格的上限，第 ${index} 张表后面的 ${grid.droppedRows} 行未读。请拆成几个文件。`,
          en: `Too many cells: beyond the limit of ${this.#limits.cells}, the last ${grid.droppedRows} rows of table ${index} were not read. Split the file.`,
        },
        at,
      )
    }
    if (grid.rows === 0) return
    this.#tables++
    this.#cells += grid.rows * grid.columns
    if (grid.overlap !== null) {
      this.problem(
        {
          zh: `第 ${index} 张表有互相重叠的合并单元格，已按先到先得拆开，请核对第 ${grid.overlap.row} 行第 ${grid.overlap.column} 列。`,
          en: `Merged cells overlap in table ${index}; the earlier ones were kept whole. Look at row ${grid.overlap.row}, column ${grid.overlap.column}.`,
        },
        grid.overlap.place,
      )
    }
    if (grid.gap !== null && options.gapsAreFaults) {
      this.problem(
        {
          zh: `第 ${index} 张表各行的格数不齐，缺的格按空白补上（首处：第 ${grid.gap.row} 行第 ${grid.gap.column} 列）。`,
          en: `Rows of table ${index} differ in width; missing cells were read as blank (the first: row ${grid.gap.row}, column ${grid.gap.column}).`,
        },
        grid.gap.place,
      )
    }
    const guessed = new Set(options.guessedRows)
    const guessedRows = grid.sourceRows.flatMap((source, i) => (guessed.has(source) ? [i + 1] : []))
    const { rows, columns, cells } = grid
    this.#blocks.push({
      kind: 'table',
      index,
      rows,
      columns,
      cells,
      place: at,
      ...(guessedRows.length > 0 ? { guessedRows } : {}),
      ...(options.unruled === true ? { unruled: true } : {}),
    })
  }

  /** Adds a problem; after the first few hundred they are only counted. */
  problem(message: Words, place: Place = {}): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ message, place })
    else this.#suppressed++
  }

  finish(): Document {
    if (this.#replacedAt !== null) {
      this.problem(
        {
          zh: `有 ${this.#replaced} 处文字无法识别（显示为 �），可能是编码或传输出错，请与原文核对。`,
          en: `Text could not be decoded in ${this.#replaced} places (shown as �): wrong encoding or a damaged transfer. Compare with the original.`,
        },
        this.#replacedAt,
      )
    }
    if (this.#suppressed > 0) {
      const n = this.#suppressed
      this.#problems.push({
        message: { zh: `另有 ${n} 个同类问题未列出。`, en: `${n} more problems are not listed.` },
        place: {},
      })
    }
    return { type: this.#type, blocks: this.#blocks, problems: this.#problems }
  }

  #text(text: string, place: Place): string {
    const limit = this.#limits.cellText
    this.#characters += Math.min(limit, text.length)
    if (this.#characters > this.#limits.text) {
      throw tooMuch(`文字超过 ${this.#limits.text} 个字符`, `more than ${this.#limits.text} characters`)
    }
    let words = clean(text.length > limit ? text.slice(0, limit) : text)
    // A surrogate pair cut in half would be no text any more.
    if (text.length > limit) {
      if (/[\uD800-\uDBFF]$/.test(words)) words = words.slice(0, -1)
      this.problem(
        {
          zh: `一处文字长达 ${text.length} 个字符，超出 ${limit} 的部分已略去。`,
          en: `One text is ${text.length} characters long; what is beyond ${limit} was left out.`,
        },
        place,
      )
    }
    if (words.includes('\uFFFD')) {
      this.#replaced++
      this.#replacedAt ??= place
    }
    return words
  }
}
