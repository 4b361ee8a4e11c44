import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { Folder, mingzhang } from './run.ts'

const SAMPLE = fileURLToPath(new URL('../../samples/as-printed.pdf', import.meta.url))
const folder = new Folder()
const report = join(dirname(folder.write('x.txt', 'x')), 'report.html')
afterAll(() => folder.remove())

test('a report of a PDF has the pages on which something was found inside, and needs nothing else', async () => {
  const { status } = await mingzhang(['check', SAMPLE, '--report', report])
  expect(status).toBe(1)
  const html = readFileSync(report, 'utf8')
  const pictures = [...html.matchAll(/<image [^>]*href="data:image\/png;base64,([^"]+)"/gu)].map((m) =>
    Buffer.from(m[1] ?? '', 'base64'),
  )
  expect(pictures).toHaveLength(3)
  for (const png of pictures) expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(html).toMatch(/aria-label="第\d+页图像，方框处印为980\.14"/u)
  expect(html).not.toMatch(/<script|<link| src=|href="(?!#|data:image\/png;base64,)/u)
})
