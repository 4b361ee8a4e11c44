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
  readonly #worker: Worker
  readonly #lastYear: Draft | null
  readonly #now: () => ToProve
  readonly #show: (answer: ProofAnswer) => void
  #timer: ReturnType<typeof setTimeout> | null = null
  #busy = false
  #again = false
  #saved: Draft | null = null
  #n = 0

  constructor(address: string, lastYear: Draft | null, now: () => ToProve, show: (answer: ProofAnswer) => void) {
    this.#worker = new Worker(address, { type: 'module' })
    this.#lastYear = lastYear
    this.#now = now
    this.#show = show
    this.#worker.addEventListener('message', ({ data }: MessageEvent<ProofAnswer>) => {
      this.#busy = false
      if (data.fault !== undefined) console.error(data.fault)
      this.#show(data)
      if (this.#again) this.ask()
    })
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
    this.#busy = true
    const { draft, saved, cell } = this.#now()
    const question: ProofQuestion = {
      n: ++this.#n,
      draft,
      lastYear: this.#lastYear,
      cell,
      ...(saved === this.#saved ? {} : { saved }),
    }
    this.#saved = saved
    this.#worker.postMessage(question)
  }
}
