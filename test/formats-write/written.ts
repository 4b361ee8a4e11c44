import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import type { Block, Document } from '../../src/document/document.ts'
import { tidy } from '../../src/document/document.ts'
import type { WriteOptions } from '../../src/formats/write-options.ts'
import { grids } from '../formats/grids.ts'
import { reading } from '../formats/reading.ts'
import type { TestBlock } from '../formats/writers.ts'

export const WORDS: WriteOptions = { title: '2024年部门预算公开', language: 'zh-CN', author: '示例县城乡建设管理局' }

/** The sample without mistakes, as read from one of its files. */
export async function correctSample(ending: 'docx' | 'html' | 'txt' = 'docx'): Promise<Document> {
  return await reading(sampleBytes(ending), `correct.${ending}`)
}

export function sampleBytes(ending: string): Uint8Array {
  return new Uint8Array(readFileSync(fileURLToPath(new URL(`../../samples/correct.${ending}`, import.meta.url))))
}

/** Test blocks as a Document. */
export function documentFrom(blocks: readonly (TestBlock & { readonly role?: 'title' | 'note' })[]): Document {
  let paragraphs = 0
  let tables = 0
  const numbered = blocks.map((block): Block => {
    if (block.kind === 'paragraph') {
      const { kind, heading, role } = block
      const more = { ...(heading === undefined ? {} : { heading }), ...(role === undefined ? {} : { role }) }
      return { kind, text: tidy(block.text), ...more, place: { paragraph: ++paragraphs } }
    }
    const index = ++tables
    const cells = block.cells.map((cell) => ({
      ...cell,
      row: cell.row + 1,
      column: cell.column + 1,
      text: tidy(cell.text),
      place: {},
    }))
    return { kind: 'table', index, rows: block.rows, columns: block.columns, cells, place: { table: index } }
  })
  return { type: 'html', blocks: numbered, problems: [] }
}

const texts = fc.oneof(
  fc.nat(999).map((n) => `第${n}部分 部门预算公开说明`),
  fc.constantFrom('单位：万元', '注：空表列示。', 'a<b&c>"d"', '2024年部门预算收入为181.17万元，与上年持平。', '𠮷野家'),
)
const paragraphs = fc.record({
  kind: fc.constant('paragraph' as const),
  text: texts,
  heading: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined, freq: 2 }),
  role: fc.option(fc.constantFrom('title' as const, 'note' as const), { nil: undefined, freq: 4 }),
})

/** Paragraphs of every role and tables by turns: some formats cannot tell two tables apart that touch. */
export function randomDocuments(options: { readonly spans: boolean }): fc.Arbitrary<Document> {
  const paragraph = paragraphs.map(clean)
  return fc
    .array(fc.tuple(fc.array(paragraph, { minLength: 1, maxLength: 3 }), grids(options.spans)), { minLength: 1, maxLength: 3 })
    .chain((pairs) => paragraph.map((end) => documentFrom([...pairs.flatMap(([above, grid]) => [...above, grid]), end])))
}

type RandomParagraph = Extract<TestBlock, { kind: 'paragraph' }> & { readonly role?: 'title' | 'note' }

interface Drawn {
  readonly kind: 'paragraph'
  readonly text: string
  readonly heading: number | undefined
  readonly role: 'title' | 'note' | undefined
}

function clean({ kind, text, heading, role }: Drawn): RandomParagraph {
  return { kind, text, ...(heading === undefined ? {} : { heading }), ...(role === undefined ? {} : { role }) }
}

/** Every word and figure that a document prints, in order, without white space. */
export function printedTexts(document: Document): string[] {
  return document.blocks
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.cells.map((cell) => cell.text)))
    .map((text) => text.replace(/\s+/gu, ''))
    .filter((text) => text !== '')
}

/** The blocks of a document that was read from a file with a list of contents, without that list. */
export function withoutContents(blocks: readonly Block[], written: Document): Block[] {
  const headings = written.blocks.filter((block) => block.kind === 'paragraph' && block.heading !== undefined).length
  const at = blocks.findIndex((block) => block.kind === 'paragraph' && block.text === '目录')
  return at < 0 ? [...blocks] : blocks.toSpliced(at, headings + 1)
}
