import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasShared, sharedDocument } from '../setup/documents.ts'
import { type Golden, goldenOf, keptText, printGolden, publishedIn } from './golden-files.ts'

/**
 * Every published document, read and checked, must come to what was kept: nothing changes unseen. Where a change is meant, `npm run golden` keeps
 * the new state, and the difference is read before it is committed.
 */
const documents = hasShared ? publishedIn(sharedDocument('')) : []

describe.skipIf(!hasShared)('published documents come to what was kept (needs ../shared/documents)', () => {
  test.each(documents.map((published) => [published.name, published] as const))('%s', async (name, published) => {
    const kept = (stage: keyof Golden): string => {
      const text = keptText(published.folder, stage)
      if (text === null)
        throw new Error(`${name}: no ${basename(published.folder)}/${stage}.json; make it with: npm run golden -- ${name}`)
      return text
    }
    const golden = await goldenOf(published)
    // From the first stage to the last: what is different in one explains what is different in the next.
    for (const stage of ['document', 'claims', 'findings'] as const) {
      expect(printGolden(golden[stage]).split('\n'), `${stage}; if it is meant: npm run golden -- ${name}`).toEqual(
        kept(stage).split('\n'),
      )
    }
  })
})
