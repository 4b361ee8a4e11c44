import type { Draft } from '../../../ledger/draft/draft.ts'
import type { CellName } from '../../desk/desk-model.ts'
import type { ProofAnswer, ProofQuestion } from '../../desk/proof-messages.ts'

/** Milliseconds of quiet before the whole proof is made. */
const QUIET = 250

/** What there is to prove at this moment. */
export interface ToProve {
  readonly draft: Draft
  readonly saved: Draft
  readonly cell: CellName | null
}

/** Asks the worker for the whole proof, when one pauses, and never for a second before the first is there. */
export class WholeProver {
  readonly #address: string
  readonly #lastYear: Draft | null
  readonly #now: () => ToProve
  readonly #show: (answer: ProofAnswer) => void
  #timer: ReturnType<typeof setTimeout> | null = null
  #busy = false
  #again = false
  #worker: Worker | null = null
  #saved: Draft | null = null
  #proved: ToProve | null = null
  #n = 0

  constructor(address: string, lastYear: Draft | null, now: () => ToProve, show: (answer: ProofAnswer) => void) {
    this.#address = address
    this.#lastYear = lastYear
    this.#now = now
    this.#show = show
  }

  /** Made at the first question: reading its script would hold up the first drawing. */
  #made(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(this.#address, { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<ProofAnswer>) => {
      this.#busy = false
      if (data.fault !== undefined) console.error(data.fault)
      this.#show(data)
      if (this.#again) this.ask()
    })
    this.#worker = worker
    return worker
  }

  ask(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#send(), QUIET)
  }

  #send(): void {
    this.#timer = null
    if (this.#busy) {
      this.#again = true
      return
    }
    this.#again = false
    const { draft, saved, cell } = this.#now()
    // Nothing is proved twice: drafts that nobody changed are the same objects.
    if (this.#proved?.draft === draft && this.#proved.saved === saved && this.#proved.cell === cell) return
    this.#proved = { draft, saved, cell }
    this.#busy = true
    const question: ProofQuestion = {
      n: ++this.#n,
      draft,
      lastYear: this.#lastYear,
      cell,
      ...(saved === this.#saved ? {} : { saved }),
    }
    this.#saved = saved
    this.#made().postMessage(question)
  }
}
