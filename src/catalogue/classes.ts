import { CODE_ROWS, type CodeList } from './code-lists.ts'

/** The codes of all classes (类) of a list that are in force in a year, in their order. */
export function classesIn(list: CodeList, year: number): readonly string[] {
  return CODE_ROWS[list]
    .filter((row) => row.code.length === 3 && (row.since ?? year) <= year && year <= (row.until ?? year))
    .map((row) => row.code)
    .toSorted()
}
