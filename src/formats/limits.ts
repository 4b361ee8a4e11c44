/** How much one file may cost. Published budgets stay far below; what goes beyond is an attack or a mistake. */
export interface Limits {
  /** Bytes of the file itself. */
  readonly file: number
  /** Bytes of all its parts once unpacked. */
  readonly unpacked: number
  /** Parts in a zip container. */
  readonly entries: number
  /** Unpacked bytes for one packed byte, looked at only where a part is large. */
  readonly ratio: number
  /** Elements open at one time in an XML part. */
  readonly xmlDepth: number
  /** Elements of one XML part. */
  readonly xmlElements: number
  /** Elements of a web page, all of which are in memory at once. */
  readonly htmlElements: number
  /** Lines of a text file. */
  readonly lines: number
  /** Cells of all tables together, blank ones included. */
  readonly cells: number
  /** Characters of one cell or paragraph. */
  readonly cellText: number
  /** Characters of all cells and paragraphs together: a workbook may print one long text in thousands of cells. */
  readonly text: number
  /** Pages of a PDF. */
  readonly pages: number
  /** Characters of one page of a PDF. */
  readonly pageCharacters: number
  /** Drawn objects of one page of a PDF: texts, lines, pictures; four pieces of a path count as one more. */
  readonly pageObjects: number
}

const MEBI = 1024 * 1024

export const DEFAULT_LIMITS: Limits = {
  file: 64 * MEBI,
  unpacked: 256 * MEBI,
  entries: 10_000,
  ratio: 250,
  xmlDepth: 256,
  xmlElements: 4_000_000,
  htmlElements: 1_000_000,
  lines: 1_000_000,
  cells: 400_000,
  cellText: MEBI,
  text: 64 * MEBI,
  pages: 2000,
  pageCharacters: 200_000,
  pageObjects: 200_000,
}
