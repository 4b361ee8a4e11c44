import type { Draft } from '../../ledger/draft/draft.ts'
import type { CellName } from './desk-model.ts'
import type { PreviewPart } from './preview.ts'
import type { WholeProof } from './whole-proof.ts'

/** What the page asks of the worker that makes the whole proof. `saved` comes with the first question and whenever it is another. */
export interface ProofQuestion {
  readonly n: number
  readonly draft: Draft
  readonly saved?: Draft
  readonly lastYear: Draft | null
  readonly cell: CellName | null
}

/** Null where nothing can be printed yet, or where a fault of ours stood in the way. */
export interface ProofAnswer {
  readonly n: number
  readonly proof: Omit<WholeProof, 'document'> | null
  readonly markup?: string
  readonly parts?: readonly PreviewPart[]
  readonly fault?: string
}
