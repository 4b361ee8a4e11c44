import { renderPreview } from '../desk/preview.ts'
import type { ProofAnswer, ProofQuestion } from '../desk/proof-messages.ts'
import { proveWholly } from '../desk/whole-proof.ts'

/** The whole proof, beside the page: forms, code lists and checks are here, and no keystroke waits for them. */
const scope = globalThis as unknown as {
  addEventListener(kind: 'message', listener: (event: MessageEvent<ProofQuestion>) => void): void
  postMessage(answer: ProofAnswer): void
}
let last: ProofQuestion['saved'] | null = null

scope.addEventListener('message', ({ data }) => {
  last = data.saved ?? last
  const asked = { draft: data.draft, saved: last ?? data.draft, lastYear: data.lastYear, cell: data.cell }
  try {
    const proof = proveWholly(asked)
    if (proof === null) scope.postMessage({ n: data.n, proof: null })
    else {
      const { document: _, ...rest } = proof
      scope.postMessage({ n: data.n, proof: rest, ...renderPreview(proof) })
    }
  } catch (error) {
    scope.postMessage({ n: data.n, proof: null, fault: String(error) })
  }
})
