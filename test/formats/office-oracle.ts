import fc from 'fast-check'
import type { Document } from '../../src/document/document.ts'
import { documentFrom } from '../formats-write/written.ts'
import { documents } from './grids.ts'
import type { TestBlock } from './writers.ts'

/** One document of many random tables with merged cells: an independent program is started once for all of them. */
export function manyTables(seed: number): Document {
  const samples = fc.sample(documents(true), { seed, numRuns: 25 })
  return documentFrom(samples.flatMap((blocks, i): TestBlock[] => [{ kind: 'paragraph', text: `第${i + 1}份。` }, ...blocks]))
}
