import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Mistake, MistakenSample } from '../../scripts/samples/mistakes.ts'
import { cellAt, textAt } from '../../scripts/samples/place-in-document.ts'
import { sampleFiles } from '../../scripts/samples/sample-files.ts'
import { listSamples, readSample } from '../../src/app/samples.ts'
import type { Place } from '../../src/budget/place.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import type { Document } from '../../src/document/document.ts'
import { readDocument } from '../../src/formats/read.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { hasShared } from '../setup/documents.ts'
import { digitsOf, placeKey } from './bent.ts'
import { nandagang } from './nandagang.ts'

const FOLDER = fileURLToPath(new URL('../../samples/', import.meta.url))
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(`${FOLDER}${file}`))

async function documentIn(file: string): Promise<Document> {
  const outcome = await readDocument(bytesOf(file), file)
  if (!outcome.ok) throw new Error(outcome.refusal.message.en)
  return outcome.document
}

function figuresIn(document: Document): number {
  return readDisclosure(document).claims.filter((c) => c.state === 'number').length
}

describe('the correct sample', () => {
  test.each(['html', 'docx', 'xlsx', 'txt'])('as %s gives no finding and no problem', async (type) => {
    const reading = readDisclosure(await documentIn(`correct.${type}`))
    const proof = checkReading(reading)
    expect(reading.problems).toEqual([])
    expect(reading.forms.filter((f) => f.state === 'unread')).toEqual([])
    expect(proof.outcomes.filter((o) => o !== 'passed')).toEqual([])
    expect(proof.findings).toEqual([])
  })

  test('says the same in every format', async () => {
    const claims = await Promise.all(
      ['html', 'docx', 'xlsx', 'txt'].map(async (type) =>
        readDisclosure(await documentIn(`correct.${type}`)).claims.map(({ slice, state, value }) => ({ slice, state, value })),
      ),
    )
    for (const other of claims.slice(1)) expect(other).toEqual(claims[0])
  })

  test.skipIf(!hasShared)('prints more figures than a real budget', async () => {
    expect(figuresIn(await documentIn('correct.docx'))).toBeGreaterThanOrEqual(figuresIn(await nandagang()))
  })
})

const mistaken = JSON.parse(new TextDecoder().decode(bytesOf('mistakes.json'))) as readonly MistakenSample[]

/** Where a mistake stands in a document as it was read. */
function placeOf(document: Document, mistake: Mistake): Place {
  if (mistake.cell !== undefined) return cellAt(document, mistake.cell).place
  if (mistake.text === undefined) throw new Error('a mistake stands in a cell or in a text')
  return textAt(document, mistake.text).paragraph.place
}

const spot = (place: Place): string => placeKey({ ...place, span: [0, 0] })

describe.each(mistaken)('$file', ({ file, mistakes }) => {
  test('gives exactly its mistakes', async () => {
    const document = await documentIn(file)
    const reading = readDisclosure(document)
    const proof = checkReading(reading)
    const found = proof.findings.map((f) => `${f.severity} ${f.code} ${f.places[0] === undefined ? '' : spot(f.places[0])}`)
    expect(reading.problems).toEqual([])
    expect(found.toSorted()).toEqual(mistakes.map((m) => `${m.severity} ${m.code} ${spot(placeOf(document, m))}`).toSorted())
    for (const mistake of mistakes) {
      const finding = proof.findings.find(
        (f) => f.places[0] !== undefined && spot(f.places[0]) === spot(placeOf(document, mistake)) && f.code === mistake.code,
      )
      const [suspect] = finding?.suspects ?? []
      if (suspect === undefined) continue
      expect(Number(digitsOf(suspect.repair?.printed ?? ''))).toBe(Number(digitsOf(mistake.right)))
    }
  })
})

describe('samples/', () => {
  test('is what scripts/make-samples.ts writes', async () => {
    for (const [name, bytes] of await sampleFiles())
      expect(Buffer.compare(bytesOf(name), bytes), `${name}: run node scripts/make-samples.ts`).toBe(0)
  })

  test('is listed, the correct one first', async () => {
    const samples = listSamples()
    expect(samples[0]?.id).toBe('correct')
    expect(samples.map((s) => s.file).slice(1)).toEqual(mistaken.map((m) => m.file))
    for (const { id, file } of samples) expect(Buffer.compare(await readSample(id), bytesOf(file))).toBe(0)
    await expect(readSample('none')).rejects.toThrow(RangeError)
  })
})
