import type { Comment } from '../../app/compile/comments.ts'
import { fieldName } from '../../ledger/draft/draft.ts'
import { SHEET_NAMES } from '../../ledger/judge-ledger.ts'
import type { Language } from '../language.ts'
import { reviewPhrase } from './review-phrases.ts'

/** What a comment is about, in words. */
export function targetWords({ target, rowNumber }: Pick<Comment, 'target' | 'rowNumber'>, language: Language): string {
  switch (target.kind) {
    case 'budget':
      return reviewPhrase(language, 'wholeBudget')
    case 'project':
      return reviewPhrase(language, 'project', { name: target.project })
    case 'printed':
      return reviewPhrase(language, 'printedCell', target)
    case 'cell': {
      const field = fieldName(target.sheet, target.field)[language]
      const sheet = SHEET_NAMES[target.sheet][language]
      return rowNumber === null
        ? reviewPhrase(language, 'cellGone', { sheet, field })
        : reviewPhrase(language, 'cell', { sheet, n: rowNumber, field })
    }
  }
}
