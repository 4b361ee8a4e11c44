import type { Document } from '../../src/document/document.ts'
import { writePdf } from '../../src/formats/pdf/write.ts'
import { documentOf } from './blocks.ts'
import { EXAMPLE } from './example-facts.ts'
import { MISTAKEN, withMistakes } from './mistakes.ts'
import { disclosurePieces } from './narrative.ts'
import { writeDocx } from './write-docx.ts'
import { writeHtml } from './write-html.ts'
import { writeTxt } from './write-txt.ts'
import { writeXlsx } from './write-xlsx.ts'

/** The correct sample as a document in memory. */
export function correctSample(): Document {
  return documentOf(disclosurePieces(EXAMPLE))
}

/** Writes a document in the format that the file's ending names. */
export async function writeAs(document: Document, file: string): Promise<Uint8Array> {
  const title = `${EXAMPLE.department.name}${EXAMPLE.year}年部门预算`
  switch (file.slice(file.lastIndexOf('.') + 1)) {
    case 'txt':
      return writeTxt(document)
    case 'html':
      return writeHtml(document, title)
    case 'docx':
      return writeDocx(document)
    case 'xlsx':
      return writeXlsx(document)
    case 'pdf':
      return writePdf(document, { title, author: EXAMPLE.department.name, language: 'zh-CN' })
    default:
      throw new Error(`no writer for ${file}`)
  }
}

/** Every file of samples/ with its bytes: always the same ones. */
export async function sampleFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  const correct = correctSample()
  const files = new Map<string, Uint8Array>()
  for (const type of ['html', 'docx', 'xlsx', 'txt']) files.set(`correct.${type}`, await writeAs(correct, `correct.${type}`))
  for (const { file, mistakes } of MISTAKEN) files.set(file, await writeAs(withMistakes(correct, mistakes), file))
  const text = new TextEncoder()
  files.set('mistakes.json', text.encode(`${JSON.stringify(MISTAKEN, null, 2)}\n`))
  files.set('README.md', text.encode(readme()))
  return files
}

function readme(): string {
  const lines = MISTAKEN.flatMap(({ file, mistakes }) => [
    `### ${file}`,
    '',
    '| 位置 where | 印为 printed | 应为 right | 错误 mistake |',
    '| --- | --- | --- | --- |',
    ...mistakes.map((m) => {
      const where =
        m.cell === undefined
          ? `文字“…${m.text?.after ?? ''}”`
          : [`《${m.cell.table}》`, m.cell.row, m.cell.column].filter((t) => t !== '').join(' · ')
      return `| ${where} | ${m.wrong === '' ? '（空白）' : m.wrong} | ${m.right} | ${m.about.zh} ${m.about.en} |`
    }),
    '',
  ])
  return `# 样本 Samples

一个虚构部门（示例县城乡建设管理局，2024年）的部门预算，单位、人员和金额全部为演示而编造。A department budget that was made up for
demonstration: units, people and amounts are invented.

\`correct.html\`、\`correct.docx\`、\`correct.xlsx\`、\`correct.txt\` 内容相同，没有错误。其余各份是带有已知错误的副本，错误也列在 \`mistakes.json\` 中。
The four \`correct.*\` files say the same and are right; the others are copies with known mistakes, which \`mistakes.json\` lists too.

${lines.join('\n')}
这些文件由 \`node scripts/make-samples.ts\` 从 \`scripts/samples/\` 中的一张事实表生成，不要手工修改。
They are generated from one table of facts; do not edit them by hand.
`
}
