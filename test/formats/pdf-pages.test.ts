import { describe, expect, test } from 'vitest'
import { joinRules } from '../../src/formats/pdf/join-rules.ts'
import { frameOf } from '../../src/formats/pdf/frame.ts'
import { chinese, latin, pageOf, ruleWords } from './pdf-fixture.ts'

const textsOf = async (content: string, entries = ''): Promise<string[]> =>
  (await pageOf(content, entries)).runs.map((run) => run.text)

describe('runs', () => {
  test('have text, box, size and an edge for every unit and the end', async () => {
    const { runs, width, height } = await pageOf(latin(50, 500, 'AB12', 20))
    expect([width, height]).toEqual([400, 600])
    const [run] = runs
    expect(run?.text).toBe('AB12')
    expect(run?.size).toBeCloseTo(20)
    expect(run?.edges).toHaveLength(5)
    expect(run?.edges[0]).toBeCloseTo(50, 0)
    // Helvetica: A and B are 0.667 wide, figures 0.556.
    expect(run?.box[2]).toBeCloseTo(50 + 20 * (2 * 0.667 + 2 * 0.556), 0)
    // The baseline is 100 points from the upper edge.
    expect(run?.box[1]).toBeLessThan(100)
    expect(run?.box[3]).toBeGreaterThan(100)
  })

  test('are joined whatever the pieces in which they were printed', async () => {
    expect(await textsOf(latin(50, 500, '16,4') + latin(50 + 19.46, 500, '74.82'))).toEqual(['16,474.82'])
    expect(await textsOf(chinese(90, 500, '公共预算') + chinese(50, 500, '一般收入'))).toEqual(['一般收入公共预算'])
  })

  test('end where a column ends', async () => {
    // 52.8 wide, then a gap of an eighth of the font size.
    expect(await textsOf(latin(50, 500, '16,474.82') + chinese(95.7, 500, '一、一般公共服务支出'))).toEqual([
      '16,474.82',
      '一、一般公共服务支出',
    ])
    expect(await textsOf(latin(50, 500, '16,474.82') + latin(95.7, 500, '55.17'))).toEqual(['16,474.82', '55.17'])
    expect(await textsOf(latin(50, 500, '1,935.36') + latin(120, 500, '12'))).toEqual(['1,935.36', '12'])
    expect(await textsOf(latin(50, 500, '201  03'))).toEqual(['201', '03'])
  })

  test('go on where a figure stands in its sentence', async () => {
    expect(await textsOf(latin(50, 500, '16,474.82') + chinese(95.7, 500, '万元，增长'))).toEqual(['16,474.82万元，增长'])
    expect(await textsOf(latin(50, 500, '2026') + chinese(73.5, 500, '年部门预算'))).toEqual(['2026年部门预算'])
    expect(await textsOf(latin(50, 500, 'Total budget 2026'))).toEqual(['Total budget 2026'])
    expect(await textsOf(latin(50, 500, '- 12 -'))).toEqual(['- 12 -'])
  })

  test('whose letters are set apart stay whole', async () => {
    expect(await textsOf(`2 Tc ${latin(50, 500, '121,393.52')} 0 Tc`)).toEqual(['121,393.52'])
    expect(await textsOf(`1.5 Tc ${latin(50, 500, '2026')} 0 Tc`)).toEqual(['2026'])
  })

  test('keep a wide space as a border', async () => {
    expect(await textsOf(chinese(50, 500, '单位：甲') + chinese(120, 500, '单位：万元'))).toEqual(['单位：甲', '单位：万元'])
  })

  test('printed twice for boldness are read once', async () => {
    const twice = chinese(50, 500, '部门收支总表') + chinese(50.3, 500.1, '部门收支总表')
    expect(await textsOf(twice)).toEqual(['部门收支总表'])
    const each = latin(50, 500, '1') + latin(50.3, 500, '1') + latin(55.6, 500, '1') + latin(55.9, 500, '1')
    expect(await textsOf(each)).toEqual(['11'])
  })

  test('leave out white text on paper, text off the page and slanting watermarks', async () => {
    expect(await textsOf(`1 g ${latin(50, 500, 'hidden')} 0 g ${latin(50, 450, 'seen')}`)).toEqual(['seen'])
    expect(await textsOf(`0 0 0.5 rg 40 490 200 30 re f 1 g ${latin(50, 500, 'seen')}`)).toEqual(['seen'])
    expect(await textsOf(latin(500, 500, 'off') + latin(50, 700, 'above') + latin(50, 450, 'seen'))).toEqual(['seen'])
    expect(await textsOf(`BT /L 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET ${latin(50, 450, 'seen')}`)).toEqual(['seen'])
  })
})

describe('turned pages', () => {
  const upright = latin(50, 100, 'Total 12.50')
  test('/Rotate with text that follows it', async () => {
    // Written upwards in the page's own coordinates and shown with a quarter turn clockwise.
    const sideways = `BT /L 10 Tf 0 1 -1 0 300 50 Tm (Total 12.50) Tj ET 1 w 310 50 m 310 350 l S 20 60 m 320 60 l S`
    for (const entries of ['/Rotate 90', '']) {
      const page = await pageOf(sideways, entries)
      expect([page.width, page.height]).toEqual([600, 400])
      expect(page.runs.map((run) => run.text)).toEqual(['Total 12.50'])
      expect(page.runs[0]?.box[0]).toBeCloseTo(50, 0)
      expect(page.runs[0]?.box[3]).toBeCloseTo(301.4, 0)
      expect(ruleWords(page.rules)).toEqual(['across 310: 50–350', 'down 60: 20–320'])
    }
  })

  test('text set downwards and text upside down', async () => {
    const down = await pageOf('BT /L 10 Tf 0 -1 1 0 100 550 Tm (Total 12.50) Tj ET')
    expect([down.width, down.runs[0]?.text]).toEqual([600, 'Total 12.50'])
    expect(down.runs[0]?.box[0]).toBeCloseTo(50, 0)
    const over = await pageOf('BT /L 10 Tf -1 0 0 -1 350 500 Tm (Total 12.50) Tj ET', '/Rotate 180')
    expect([over.width, over.runs[0]?.text]).toEqual([400, 'Total 12.50'])
    expect(over.runs[0]?.box[0]).toBeCloseTo(50, 0)
  })

  test('a crop box moves the corner', async () => {
    const { runs, width, height } = await pageOf(upright, '/MediaBox [0 0 400 600] /CropBox [20 50 320 550]')
    expect([width, height]).toEqual([300, 500])
    expect(runs[0]?.box[0]).toBeCloseTo(30, 0)
    expect(runs[0]?.box[3]).toBeCloseTo(451.4, 0)
  })

  test('single words set sideways stand by their characters, in their own order', async () => {
    const page = await pageOf(latin(50, 500, 'an upright line of text') + 'BT /L 10 Tf 0 -1 1 0 100 300 Tm (abc) Tj ET')
    expect(page.runs.map((run) => run.text)).toEqual(['an upright line of text', 'a', 'b', 'c'])
  })
})

describe('rules', () => {
  const rulesOf = async (content: string): Promise<string[]> => ruleWords((await pageOf(content)).rules)

  test('however they are drawn', async () => {
    expect(await rulesOf('1 w 50 500 m 350 500 l S')).toEqual(['across 100: 50–350'])
    expect(await rulesOf('50 499.5 300 1 re f')).toEqual(['across 100: 50–350'])
    expect(await rulesOf('50 499.5 300 1 re B')).toEqual(['across 100: 50–350'])
    expect(await rulesOf('1 w 50 500 m 150 500.3 250 499.8 350 500 c S')).toEqual(['across 100: 50–350'])
    // A dot of a stroke 300 wide.
    expect(await rulesOf('300 w 200 500 m 200 500.5 l S')).toEqual(['across 100: 50–350'])
    expect(await rulesOf('q 300 0 0 0.8 50 499.6 cm /I Do Q')).toEqual(['across 100: 50–350'])
    expect(await rulesOf('50 400 100 100 re S')).toEqual([
      'across 100: 50–150',
      'across 200: 50–150',
      'down 50: 100–200',
      'down 150: 100–200',
    ])
  })

  test('within forms, with their matrices', async () => {
    expect(await rulesOf('q 2 0 0 1 50 500 cm /F Do Q q 0 1 -1 0 80 200 cm /F Do Q')).toEqual([
      'across 100: 50–250',
      'down 80: 300–400',
    ])
  })

  test('are neither shadings nor curves nor white lines on paper', async () => {
    expect(await rulesOf('0.9 g 50 400 100 100 re f 150 400 100 100 re f')).toEqual([])
    expect(await rulesOf('1 w 50 500 m 100 600 200 600 350 500 c S 50 400 m 350 300 l S')).toEqual([])
    expect(await rulesOf('1 G 1 w 50 500 m 350 500 l S')).toEqual([])
    expect(await rulesOf('0.5 g 40 400 320 150 re f 1 G 1 w 50 500 m 350 500 l S')).toEqual(['across 100: 50–350'])
  })

  test('in pieces, dashes and doubles become one, and end at the edge of the page', async () => {
    expect(await rulesOf('1 w 50 500 m 200 500 l S 199 500.2 m 350 500.2 l S 50 500 m 200 500 l S')).toEqual([
      'across 100: 50–350',
    ])
    const dashes = Array.from({ length: 60 }, (_, i) => `${50 + 5 * i} 500 m ${53 + 5 * i} 500 l S`).join(' ')
    expect(await rulesOf(dashes)).toEqual(['across 100: 50–348'])
    expect(await rulesOf('1 w -50 500 m 900 500 l S 50 900 m 90 900 l S')).toEqual(['across 100: 0–400'])
    expect(await rulesOf('1 w 50 500 m 150 500 l S 170 500 m 350 500 l S')).toEqual(['across 100: 50–150', 'across 100: 170–350'])
  })

  test('a page full of short strokes is joined in one sweep', () => {
    const strokes = Array.from({ length: 60_000 }, (_, i) => {
      const x = (i % 80) * 7
      const y = Math.floor(i / 80)
      return { x0: x, y0: y, x1: x + 6.5, y1: y, thickness: 0.5 }
    })
    expect(joinRules(strokes, frameOf(0, 0, 595, 842, 0))).toHaveLength(750)
  })
})
