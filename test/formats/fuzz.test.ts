import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readDocument } from '../../src/formats/read.ts'
import { hasNandagang, nandagang } from './nandagang.ts'
import { faults } from './reading.ts'
import type { TestBlock } from './writers.ts'
import { plainTable, WRITERS } from './writers.ts'

const BLOCKS: TestBlock[] = [
  { kind: 'paragraph', text: '部门预算收支总表' },
  plainTable([
    ['序号', '项目', '金额'],
    ['1', '一般公共服务支出', '175.11'],
    ['2', '合计', '181.17'],
  ]),
  { kind: 'paragraph', text: '注：空表列示。' },
]

/** Small files of every format, and the real ones where they are there. */
const SEEDS = (['txt', 'html', 'docx', 'xlsx'] as const).flatMap((type) => [
  { type, bytes: WRITERS[type](BLOCKS), runs: 250 },
  ...(hasNandagang ? [{ type, bytes: nandagang(type), runs: 25 }] : []),
])

/** Old formats, in which a wrong number leads anywhere: only their real files are interesting. */
const OLD = (['doc', 'xls', 'odt'] as const).flatMap((type) => (hasNandagang ? [{ type, bytes: nandagang(type), runs: 60 }] : []))

/** Some bytes changed, cut out or repeated. Positions are shares of the length, so that one mutation serves files of any size. */
const mutations = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom('set', 'cut', 'repeat'),
    byte: fc.oneof(fc.nat(255), fc.constantFrom(0x3c, 0x3e, 0x22, 0x09, 0x0a, 0x26, 0x30)),
    length: fc.integer({ min: 1, max: 200 }),
  }),
  { minLength: 1, maxLength: 6 },
)

type Mutation = typeof mutations extends fc.Arbitrary<infer T> ? T : never

function mutate(bytes: Uint8Array, changes: Mutation): Uint8Array {
  let out = [...bytes]
  for (const { at, kind, byte, length } of changes) {
    const i = Math.floor(at * out.length)
    if (kind === 'set') out[i] = byte
    else if (kind === 'cut') out.splice(i, length)
    else out = [...out.slice(0, i + length), ...out.slice(i)]
  }
  return Uint8Array.from(out)
}

async function survives(bytes: Uint8Array): Promise<void> {
  const outcome = await readDocument(bytes, 'a.docx')
  if (outcome.ok) expect(faults(outcome.document)).toEqual([])
  else expect(outcome.refusal.message.zh.length).toBeGreaterThan(5)
}

test.each([...SEEDS, ...OLD])(
  'mutated $type files ($runs runs) give a document or a refusal',
  async ({ bytes, runs }) => {
    await fc.assert(
      fc.asyncProperty(mutations, (changes) => survives(mutate(bytes, changes))),
      { seed: 7, numRuns: runs },
    )
  },
  60_000,
)

test.each(SEEDS.filter(({ type }) => type === 'docx' || type === 'xlsx'))(
  'mutated XML inside $type files ($runs runs) gives a document or a refusal',
  async ({ bytes, runs }) => {
    const parts = unzipSync(bytes)
    const names = Object.keys(parts).filter((name) => /\.(?:xml|rels)$/u.test(name))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), mutations, async (name, changes) => {
        await survives(zipSync({ ...parts, [name]: mutate(parts[name] ?? new Uint8Array(), changes) }, { level: 1 }))
      }),
      { seed: 8, numRuns: runs },
    )
  },
  60_000,
)

/** Well-formed nonsense: tags of the format torn out of their order. Bytes alone seldom get past the XML parser. */
const torn = (tags: readonly string[]): fc.Arbitrary<string> =>
  fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom('甲', '1', ' '),
      fc
        .tuple(fc.constantFrom(...tags), fc.array(tie('node'), { maxLength: 4 }))
        .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag.split(' ')[0]}>`),
    ),
  })).node

test('torn Word markup gives a document', async () => {
  const docx = unzipSync(WRITERS.docx(BLOCKS))
  const tags = [
    'w:p',
    'w:r',
    'w:t',
    'w:tbl',
    'w:tr',
    'w:tc',
    'w:txbxContent',
    'w:tcPr',
    'w:vMerge',
    'w:vMerge w:val="restart"',
    'w:gridSpan w:val="3"',
    'w:gridBefore w:val="2"',
    'w:trPr',
    'w:del',
    'w:sdt',
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(torn(tags), { maxLength: 6 }), async (body) => {
      const xml = `<w:document xmlns:w="w"><w:body>${body.join('')}</w:body></w:document>`
      await survives(zipSync({ ...docx, 'word/document.xml': new TextEncoder().encode(xml) }, { level: 0 }))
    }),
    { seed: 9, numRuns: 400 },
  )
})

test('torn HTML and random text give a document', async () => {
  const tags = [
    'p',
    'table',
    'tr',
    'td',
    'td rowspan=3',
    'td colspan=4',
    'td rowspan=0',
    'caption',
    'thead',
    'tbody',
    'div',
    'b',
    'h2',
    'pre',
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(torn(tags), { maxLength: 6 }), (body) =>
      survives(new TextEncoder().encode(`<html>${body.join('')}`)),
    ),
    { seed: 10, numRuns: 400 },
  )
  const line = fc
    .tuple(fc.constantFrom('', '\t', '\t\t', ' '), fc.constantFrom('', '项目', '单位：万元', '12.5', '合计'))
    .map((pair) => pair.join(''))
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 40 }), (lines) => survives(new TextEncoder().encode(lines.join('\n')))),
    { seed: 11, numRuns: 600 },
  )
})

test('random bytes give a document or a refusal', async () => {
  const heads = fc.constantFrom('', 'PK\u0003\u0004', 'PK\u0005\u0006', '<html>', '\t')
  await fc.assert(
    fc.asyncProperty(heads, fc.uint8Array({ maxLength: 3000 }), (head, tail) =>
      survives(Uint8Array.from([...new TextEncoder().encode(head), ...tail])),
    ),
    { seed: 12, numRuns: 400 },
  )
})
