import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readLabels } from '../../bench/truth/labels.ts'
import { FEN_PER_UNIT, figureToFen, readFigure } from '../../src/budget/amount.ts'
import { NODES } from '../../src/catalogue/nodes.ts'

const FOLDER = fileURLToPath(new URL('./labels/', import.meta.url))
const all = [...readLabels(FOLDER).values()]

/** Dimensions whose nodes are codes, printed names or numbers. */
const CODE = /^\d{3}(?:\d\d){0,3}$/u
const OPEN: Readonly<Record<string, RegExp>> = {
  function: CODE,
  economic: CODE,
  'government-economic': CODE,
  project: /\S/u,
  unit: /\S/u,
  year: /^-\d$/u,
  stage: /^(?:executed|final|approved|adjusted)$/u,
  measure: /^change$/u,
  origin: /\S/u,
}

interface Tree {
  readonly id: string
  readonly parts?: readonly Tree[]
}

function ids(nodes: readonly Tree[]): string[] {
  return nodes.flatMap((node) => [node.id, ...ids(node.parts ?? [])])
}

const CLOSED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(NODES).map(([dimension, roots]): [string, ReadonlySet<string>] => [dimension, new Set(ids(roots))]),
)

describe('labels', () => {
  test('stand in files named after their documents', () => {
    for (const name of readdirSync(FOLDER)) {
      const { sha256 } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { sha256: string }
      expect(basename(name, '.json')).toBe(sha256.slice(0, 16))
    }
  })

  test.each(all.map((labels) => [labels.document, labels] as const))('%s: amounts are what is printed', (_, { amounts }) => {
    for (const { printed, unit, amount, page } of amounts) {
      const figure = readFigure(printed)
      const fen = figure.state === 'number' ? figureToFen(figure, FEN_PER_UNIT[unit] ?? 0) : null
      // 减少19.04 is a change of −19.04.
      expect([amount, -amount], `p${page} ${printed} ${unit}`).toContain(fen)
    }
  })

  test.each(all.map((labels) => [labels.document, labels] as const))('%s: slices have nodes that exist', (_, { amounts }) => {
    for (const { slices, printed, page } of amounts) {
      for (const slice of slices) {
        for (const [dimension, node] of Object.entries(slice)) {
          const exists = OPEN[dimension]?.test(node) ?? CLOSED.get(dimension)?.has(node) ?? false
          expect(exists, `p${page} ${printed}: ${dimension}=${node}`).toBe(true)
        }
      }
    }
  })

  test.each(all.map((labels) => [labels.document, labels] as const))('%s: no figure is labelled twice', (_, { amounts }) => {
    const places = amounts.map(({ page, box, printed, nth }) => `${page} ${box.join(',')} ${printed} ${nth ?? ''}`)
    expect(places.filter((place, i) => places.indexOf(place) !== i)).toEqual([])
  })
})
