import { describe, expect, test } from 'vitest'
import { hasShared, sharedDocument } from '../setup/documents.ts'
import { bendSome, published, tallyMutations } from './pdf-mutation.ts'

/**
 * Real documents with one figure bent: a digit, two digits exchanged, the point moved, a blank. The bounds lie a little below what
 * `npm run bench:mutation` measures over all documents with more of each (97.3% caught, 99.3% of what an equality covers, 99.5% placed).
 */
const DOCUMENTS = ['putuo/justice-2026-department.pdf', 'suzhou/emergency-2026.pdf', 'fuzhou/public-order-2026-unit.pdf']
const EACH = 40

describe.skipIf(!hasShared)('a bent figure of a published document (needs ../shared/documents)', () => {
  test.each(DOCUMENTS)('is caught and placed: %s', async (name) => {
    const specimen = await published(sharedDocument(''), name)
    const mutations = bendSome(specimen, EACH, 1)
    const { caught, among, bent } = tallyMutations(mutations)
    expect(bent).toBe(EACH)
    expect(caught / bent).toBeGreaterThanOrEqual(0.95)
    expect(among / caught).toBeGreaterThanOrEqual(0.97)
  })
})
