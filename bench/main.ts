import { installCommand } from '../scripts/system-packages.mjs'
import { againstPandoc } from './against-pandoc.ts'
import { benchDocuments } from './bench-documents.ts'
import { measureMemory, timeFormats } from './formats.ts'
import { run as localisation } from './localise.ts'
import { printTable } from './print-table.ts'
import { againstOffice, measurePublishMemory } from './publish.ts'

/** `npm run bench`: every figure is a ratio taken in one run on one machine. Exit status 1 where an aim is missed. */

const milliseconds = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : 0)} ms`
const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`

const HEAD = ['数字 figure', '明账 ours', '对照 peer', '比率 ratio', '目标 aim', '达到 met']
let rows: string[][] = []
let missed = false

/** One line of the table. `ratio` is ours divided by the peer's, or its inverse for "so many times faster". */
function report(figure: string, ours: string, peer: string, ratio: { printed: string; met: boolean }, aim: string): void {
  rows.push([figure, ours, peer, ratio.printed, aim, ratio.met ? '✓' : '✗'])
  if (!ratio.met) missed = true
}

const { name, documents } = benchDocuments()
const docx = documents[0]
if (docx === undefined) throw new Error('benchDocuments gives at least a docx')
console.log(`文件 document: ${name} (${documents.map((d) => d.format).join(', ')})`)

// First: in a fresh process, so that `first` means what it says.
const formats = await timeFormats(documents)

const timed = await againstPandoc(docx.path)
for (const [figure, ours, most, aim] of [
  ['整条命令：读取并核对 docx  the command, reading and checking', timed.command, 1, '≤ 1'],
  ['进程内：同上  the same in a running process', timed.inProcess, 1 / 8, '< 1/8'],
  ['工作线程内：同上  the same through a worker', timed.inWorker, 1 / 8, '< 1/8'],
] as const) {
  if (timed.pandoc === null) {
    rows.push([figure, milliseconds(ours), '— pandoc', '—', aim, '—'])
    continue
  }
  const ratio = ours / timed.pandoc
  const met = most === 1 ? ratio <= most : ratio < most
  const printed = most === 1 ? ratio.toFixed(2) : `1/${(1 / ratio).toFixed(1)}`
  report(figure, milliseconds(ours), `${milliseconds(timed.pandoc)} pandoc → html`, { printed, met }, aim)
}

const AT_LEAST = 20
for (const row of await localisation()) {
  report(
    `${row.variables} 个数中定位 ${row.errors} 处错误  locating ${row.errors} errors (${row.equations} equations)`,
    milliseconds(row.ours),
    `${milliseconds(row.highs)} HiGHS`,
    { printed: `${row.ratio.toFixed(0)}×`, met: row.ratio >= AT_LEAST },
    `≥ ${AT_LEAST}×`,
  )
}

// A kept document would be a megabyte a reading; caches that still fill, and code that is compiled again, are a few kilobytes.
const MOST_GROWTH = 1.2
const memory = await measureMemory(documents)
const growth = memory.late / memory.early
report(
  `连续读取 ${memory.readings} 次的内存  memory over ${memory.readings} readings`,
  mebibytes(memory.late),
  `${mebibytes(memory.early)} (${memory.readings >> 1})`,
  { printed: growth.toFixed(2), met: growth <= MOST_GROWTH },
  `≤ ${MOST_GROWTH}`,
)

printTable(HEAD, rows)
console.log(`中位数，各 ${timed.rounds} 轮轮流运行。 Medians of ${timed.rounds} rounds in turn.`)
console.log('\n进程内读取并核对 reading and checking in this process')
printTable(
  ['格式 format', '首次 first', '预热后 warm'],
  formats.map((row) => [row.format, milliseconds(row.first), milliseconds(row.warm)]),
)
if (timed.pandoc === null)
  console.log(`\n没有 pandoc，与它的比较已跳过（skipped)。安装 install: sudo ${installCommand(['pandoc'])}`)

console.log('\n编制 publishing')
rows = []
const publishing = await againstOffice()
const FASTER = 3
for (const [figure, ours, aim] of [
  ['进程内编制全部格式  all formats in a running process', publishing.all, FASTER],
  ['同上，不含 PDF  the same without the PDF', publishing.withoutPdf, FASTER],
] as const) {
  if (publishing.office === null) {
    rows.push([figure, milliseconds(ours), '— soffice', '—', `≥ ${aim}×`, '—'])
    continue
  }
  const ratio = publishing.office / ours
  const printed = `${ratio.toFixed(1)}×`
  report(
    figure,
    milliseconds(ours),
    `${milliseconds(publishing.office)} soffice → pdf`,
    { printed, met: ratio >= aim },
    `≥ ${aim}×`,
  )
}
const many = await measurePublishMemory()
const range = `${many.publications}/${many.wanted} 份，${many.seconds.toFixed(0)} s`
for (const [figure, early, late] of [
  [`进程内存，连续编制 ${range}  process memory over ${many.publications}`, many.early.resident, many.late.resident],
  ['其中 JavaScript 堆  of it the JavaScript heap', many.early.heap, many.late.heap],
] as const) {
  const printed = (late / early).toFixed(2)
  const met = late / early <= MOST_GROWTH
  report(figure, mebibytes(late), `${mebibytes(early)} (${many.early.after})`, { printed, met }, `≤ ${MOST_GROWTH}`)
}
printTable(HEAD, rows)
if (publishing.office === null)
  console.log(`\n没有 LibreOffice，与它的比较已跳过（skipped)。安装 install: sudo ${installCommand(['libreoffice-writer'])}`)
if (missed) {
  console.error('\n有目标未达到。 An aim was missed.')
  process.exitCode = 1
}
