import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Words } from '../budget/finding.ts'

/** A document that comes with the product, for trying it out. All of them are about an invented department. */
export interface Sample {
  readonly id: string
  readonly title: Words
  readonly about: Words
  /** Name of the file in samples/. */
  readonly file: string
}

const SAMPLES: readonly Sample[] = [
  {
    id: 'correct',
    title: { zh: '没有错误的预算', en: 'A budget without a mistake' },
    about: {
      zh: '虚构的示例县城乡建设管理局2024年部门预算，各表各数相符。',
      en: 'An invented department; all its tables and sentences agree.',
    },
    file: 'correct.docx',
  },
  {
    id: 'as-printed',
    title: { zh: '对照 PDF 原页', en: 'A PDF beside its own pages' },
    about: {
      zh: '三处错误；每一处都把 PDF 原页上的那一格框出来，一眼看清是原件印错还是读错。',
      en: 'Three mistakes, each boxed on the page as printed: one sees whether the print is wrong or the reading.',
    },
    file: 'as-printed.pdf',
  },
  {
    id: 'one-cell',
    title: { zh: '一格数字颠倒', en: 'One cell with two digits exchanged' },
    about: { zh: '支出总表中一格的两位数字颠倒。', en: 'Two digits of one cell of the expenditure table are exchanged.' },
    file: 'one-cell.docx',
  },
  {
    id: 'blank-total',
    title: { zh: '合计漏填', en: 'A total left blank' },
    about: {
      zh: '一般公共预算财政拨款支出表的合计没有填写（Excel）。',
      en: 'The total of the general public budget table is blank (Excel).',
    },
    file: 'blank-total.xlsx',
  },
  {
    id: 'text-against-table',
    title: { zh: '文字与表格不符', en: 'Text against table' },
    about: {
      zh: '文字说明有一个数与表不符、一处增减方向写反、一处年度写错。',
      en: 'The narrative has a wrong figure, a wrong direction and a wrong year.',
    },
    file: 'text-against-table.html',
  },
  {
    id: 'many',
    title: { zh: '多种错误', en: 'Ten mistakes of several kinds' },
    about: {
      zh: '十处错误：数字、空白、小数点、名称、绩效指标、支出计划。',
      en: 'Figures, a blank, a decimal point, a name, an indicator, a plan.',
    },
    file: 'many.txt',
  },
]

/** The samples, the correct one first. */
export function listSamples(): readonly Sample[] {
  return SAMPLES
}

/** The bytes of a sample. Throws for an id that `listSamples` does not have and where samples/ is not installed. */
export async function readSample(id: string): Promise<Uint8Array> {
  const sample = SAMPLES.find((s) => s.id === id)
  if (sample === undefined) throw new RangeError(`There is no sample "${id}"; there are ${SAMPLES.map((s) => s.id).join(', ')}`)
  return new Uint8Array(await readFile(join(samplesFolder(), sample.file)))
}

/** samples/ in the nearest folder above this module: the same from the source and from a bundle at any depth. */
function samplesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const candidate = join(folder, 'samples')
    if (existsSync(join(candidate, 'mistakes.json'))) return candidate
    const above = dirname(folder)
    if (above === folder) throw new Error(`The folder samples/ was not found above ${import.meta.url}; reinstall the package`)
    folder = above
  }
}
