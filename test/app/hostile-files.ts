import { zipSync } from 'fflate'
import { budgetHtml } from '../cli/budgets.ts'
import { docxAround, plainTable, textCell, wordParagraph, writeDocx, xlsxAround } from '../formats/writers.ts'

const MEBI = 1024 * 1024

export interface HostileFile {
  readonly name: string
  readonly bytes: () => Uint8Array
  /** What the one sentence says, or null for a file that is read all the same. */
  readonly says: RegExp | null
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const docx = (): Uint8Array =>
  writeDocx([
    plainTable([
      ['甲', '乙'],
      ['1', '2'],
    ]),
  ])

function compound(word: string): Uint8Array {
  const bytes = new Uint8Array(4096)
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  for (const [i, c] of [...word].entries()) bytes[1024 + 2 * i] = c.charCodeAt(0)
  return bytes
}

function manyRows(): Uint8Array {
  const rows = Array.from({ length: 100_000 }, (_, r) => {
    const cells = Array.from({ length: 6 }, (__, c) => `<c r="${String.fromCharCode(65 + c)}${r + 1}"><v>${r + c}.5</v></c>`)
    return `<row r="${r + 1}">${textCell(r, 6, '一般公共服务支出')}${cells.join('')}</row>`
  })
  return xlsxAround([{ name: 'S', xml: `<sheetData>${rows.join('')}</sheetData>` }])
}

/** A few characters in GB18030, which TextEncoder does not write. */
const GB: Readonly<Record<string, readonly [number, number]>> = {
  部: [0xb2, 0xbf],
  门: [0xc3, 0xc5],
  预: [0xd4, 0xa4],
  算: [0xcb, 0xe3],
  支: [0xd6, 0xa7],
  出: [0xb3, 0xf6],
  总: [0xd7, 0xdc],
  表: [0xb1, 0xed],
  序: [0xd0, 0xf2],
  号: [0xba, 0xc5],
  科: [0xbf, 0xc6],
  目: [0xc4, 0xbf],
  编: [0xb1, 0xe0],
  码: [0xc2, 0xeb],
  名: [0xc3, 0xfb],
  称: [0xb3, 0xc6],
  合: [0xba, 0xcf],
  计: [0xbc, 0xc6],
  基: [0xbb, 0xf9],
  本: [0xb1, 0xbe],
  项: [0xcf, 0xee],
}

export function gb18030(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((c) => GB[c] ?? [c.charCodeAt(0)]))
}

export const GB_BUDGET: string = [
  '部门预算支出总表',
  ...['序号', '科目编码', '科目名称', '合计', '基本支出', '项目支出'].map((c) => `\t${c}`),
  '',
  ...['1', '', '合计', '3', '1', '2'].map((c) => `\t${c}`),
  '',
  '',
].join('\n')

/** Some are large and made only once. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

const FILES: readonly HostileFile[] = [
  { name: 'empty.txt', bytes: () => new Uint8Array(0), says: /空/u },
  { name: 'blank.txt', bytes: () => utf8('\n \n\t\n'), says: /没有任何文字|空/u },
  {
    name: 'unknown.bin',
    bytes: () => Uint8Array.from({ length: 5000 }, (_, i) => (Math.imul(i + 7, 2654435761) >>> 13) & 0xff),
    says: /认不出/u,
  },
  { name: 'lying.docx', bytes: () => utf8(budgetHtml()), says: null },
  { name: 'picture.docx', bytes: () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0), says: /图片|png/iu },
  { name: 'really.pdf', bytes: () => utf8('%PDF-1.7\n…'), says: /pdf/iu },
  { name: 'encrypted.docx', bytes: () => compound('EncryptedPackage'), says: /密码/u },
  { name: 'truncated.docx', bytes: () => docx().slice(0, -200), says: /不完整|截断|损坏/u },
  {
    name: 'zip-bomb.docx',
    bytes: () => docxAround(wordParagraph('x'), { 'word/media/bomb.bin': new Uint8Array(80 * MEBI) }),
    says: /压缩内容异常/u,
  },
  { name: 'lying-bomb.docx', bytes: () => zipSync({ '_rels/.rels': new Uint8Array(80 * MEBI) }), says: /压缩内容异常/u },
  {
    name: 'entity-bomb.docx',
    bytes: () =>
      docxAround(
        '<w:p><w:r><w:t>&h;</w:t></w:r></w:p>',
        {},
        `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(1000)}">${[...'bcdefgh'].map((c, i) => `<!ENTITY ${c} "${`&${'abcdefg'[i]};`.repeat(30)}">`).join('')}]>`,
      ),
    says: /DOCTYPE/u,
  },
  { name: 'many-rows.xlsx', bytes: manyRows, says: /没有找到|太大|上限|时间超过了/u },
  {
    name: 'long-cell.html',
    bytes: () => utf8(budgetHtml({ department: '某某局' }).replace('一般公共服务支出', '预算'.repeat(MEBI / 2))),
    says: null,
  },
  { name: 'deep.html', bytes: () => utf8(`${'<div><table><tr><td>'.repeat(40_000)}1`), says: /没有找到|太大|上限|时间超过了/u },
  {
    name: 'many-figures.html',
    bytes: () =>
      utf8(budgetHtml().replace('</body>', `<p>${'公务接待费1.5万元，较上年增加0.5万元。'.repeat(20_000)}</p></body>`)),
    says: null,
  },
  {
    name: 'many-shares.html',
    bytes: () =>
      utf8(budgetHtml().replace('</body>', `<p>${'公务接待费1.5万元，占公务用车购置费的5%。'.repeat(10_000)}</p></body>`)),
    says: null,
  },
  { name: 'gb18030.txt', bytes: () => gb18030(GB_BUDGET), says: null },
  { name: 'letter.html', bytes: () => utf8('<p>尊敬的同志：会议定于三月召开。</p>'), says: /没有找到部门预算或决算的公开表格/u },
]

export const HOSTILE: readonly HostileFile[] = FILES.map((file) => ({ ...file, bytes: once(file.bytes) }))
