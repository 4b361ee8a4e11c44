/** Why a request was turned away before anything was done for it. */
export type Refusal = 'origin' | 'host' | 'too-many'

const refusals = new WeakMap<Request, Refusal>()

/** Keeps why a request was turned away, so that it is logged with it. */
export function noteRefusal(request: Request, why: Refusal): void {
  refusals.set(request, why)
}

export function refusalOf(request: Request, status: number): Refusal | undefined {
  return refusals.get(request) ?? (status === 429 ? 'too-many' : undefined)
}
