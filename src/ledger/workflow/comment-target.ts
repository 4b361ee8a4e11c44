import { type Draft, fieldsOf, SHEET_IDS } from '../draft/draft.ts'
import type { SheetId } from '../judge-ledger.ts'

/** What a comment is about: a cell of the draft, a cell of a printed table, a project with its card, or the budget as a whole. */
export type CommentTarget =
  | { readonly kind: 'cell'; readonly sheet: SheetId; readonly row: string; readonly field: string }
  /** `table` is its printed title; row and column are said as printed: they stay the same words from one version to the next. */
  | { readonly kind: 'printed'; readonly table: string; readonly row: string; readonly column: string }
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'budget' }

/** Longest comment, in characters: the forms say it, and what is longer is refused. */
export const MOST_COMMENT = 2000

const MOST_WORDS = 200

/** A target out of what somebody sent; null where it is none, or where the draft has no such cell or project. */
export function readCommentTarget(sent: unknown, draft: Draft): CommentTarget | null {
  const said = (typeof sent === 'object' && sent !== null ? sent : {}) as Readonly<Record<string, unknown>>
  const word = (name: string): string => {
    const value = said[name]
    return typeof value === 'string' && value.length <= MOST_WORDS ? value.trim() : ''
  }
  switch (said['kind']) {
    case 'cell': {
      const sheet = SHEET_IDS.find((id) => id === said['sheet'])
      if (sheet === undefined) return null
      const known = fieldsOf(sheet).some(({ id }) => id === said['field']) && draft[sheet].some(({ id }) => id === said['row'])
      return known ? { kind: 'cell', sheet, row: word('row'), field: word('field') } : null
    }
    case 'printed': {
      const [table, row, column] = [word('table'), word('row'), word('column')]
      return table === '' || row === '' || column === '' ? null : { kind: 'printed', table, row, column }
    }
    case 'project': {
      const project = word('project')
      return draft.projects.some(({ texts }) => texts['name']?.trim() === project) && project !== ''
        ? { kind: 'project', project }
        : null
    }
    case 'budget':
      return { kind: 'budget' }
    default:
      return null
  }
}
