import { expect, test } from 'vitest'
import { startPdfium } from '../../src/formats/pdf/engine.ts'
import { readDocument } from '../../src/formats/read.ts'
import { pdfOf } from './pdf-fixture.ts'

test('a drawing that draws itself twice is given up before it takes all memory', async () => {
  const whole = Buffer.from(pdfOf([{ content: '/F Do' }])).toString('latin1')
  const form = whole
    .replace('/BBox [-5 -5 500 500] /Resources << >>', '/BBox [-5 -5 500 500] /Resources << /XObject << /F 7 0 R >> >>')
    .replace('1 w 0 0 m 100 0 l S', '/F Do /F Do')
  const engine = await startPdfium()
  const outcome = await readDocument(Buffer.from(form, 'latin1'), 'a.pdf')
  expect(outcome.ok).toBe(false)
  expect(engine.memory.HEAPU8.length).toBeLessThanOrEqual(768 * 1024 * 1024)
})
