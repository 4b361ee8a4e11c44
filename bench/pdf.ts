import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { installCommand } from '../scripts/system-packages.mjs'
import { fromRoot } from './bench-documents.ts'
import { median } from './median.ts'
import { memoryCourse, openPdf, type Pdf, type Rooms, timeCommand, timeRooms, timeWhole } from './pdf-ours.ts'
import { hasPdftotext, startPdfminer, timePdftotext, timePdftotextStart } from './pdf-peers.ts'
import { printTable } from './print-table.ts'

/**
 * `npm run bench:pdf [DIR]`: reading and checking published PDFs against programs that only read text or lay out pages. All are run in turn, file by
 * file, in one run on one machine. Exit status 1 where an aim is missed.
 */

const PAGES = 25
const MOST_MS = 150
const MOST_GROWTH = 1.1
const WARM_RUNS = 15

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, 'without-pdfminer': { type: 'boolean', default: false } },
})
const rounds = Number(values.rounds)
const folder = positionals[0] ?? fromRoot('../shared/documents')
if (!existsSync(folder)) {
  console.error(`没有文件夹 no folder: ${folder}。 用法 usage: npm run bench:pdf -- DIR [--rounds 3] [--without-pdfminer]`)
  process.exit(2)
}
const pdfs: Pdf[] = []
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
  if (entry.name.endsWith('.pdf')) pdfs.push(await openPdf(join(entry.parentPath, entry.name)))
const pages = sum(pdfs.map((pdf) => pdf.pages))
console.log(`${pdfs.length} PDF，共 ${pages} 页 pages; 轮数 rounds: ${rounds}`)

type Way = 'ours' | 'command' | 'poppler' | 'pdfminer'
const WAYS: readonly Way[] = ['ours', 'command', 'poppler', 'pdfminer']
const missing: string[] = []
const pdftotext = hasPdftotext()
if (!pdftotext) missing.push('poppler-utils')
const pdfminer = values['without-pdfminer'] ? null : startPdfminer()
if (pdfminer === null && !values['without-pdfminer']) missing.push('python3-pdfminer')
const run: Readonly<Record<Way, ((pdf: Pdf) => Promise<number> | number) | null>> = {
  ours: timeWhole,
  command: timeCommand,
  poppler: pdftotext ? ({ path }) => timePdftotext(path) : null,
  pdfminer: pdfminer === null ? null : ({ path }) => pdfminer.time(path),
}

for (const pdf of pdfs) await timeWhole(pdf)
const [first] = pdfs
if (first !== undefined) timeCommand(first)
/** For each way, the times of each file. */
const times = new Map(WAYS.map((way) => [way, pdfs.map((): number[] => [])]))
const starts: number[] = []
for (let round = 0; round < rounds; round++) {
  for (const [i, pdf] of pdfs.entries()) {
    for (const way of WAYS) {
      const time = await run[way]?.(pdf)
      if (time !== undefined) times.get(way)?.[i]?.push(time)
    }
    if (pdftotext) starts.push(timePdftotextStart())
  }
}
await pdfminer?.close()

const start = median(starts)
const medians = (way: Way): number[] => times.get(way)?.map((each) => median(each)) ?? []
const rows = [
  ['进程内读取并核对 / pdftotext -layout 减去启动  in process / pdftotext less its start', compare('ours', 'poppler', start)],
  ['进程内 / pdftotext 整个进程  in process / pdftotext as a process', compare('ours', 'poppler', 0)],
  ['整条命令 / pdftotext 整个进程  mingzhang check / pdftotext, both as processes', compare('command', 'poppler', 0)],
  ['进程内 / pdfminer 版面分析（不含启动）  in process / pdfminer layout analysis', compare('ours', 'pdfminer', 0)],
] as const
printTable(
  ['比较 comparison', '明账 ms/页 page', '对照 ms/页 page', '总时间之比 ratio of totals', '各文件之比的中位数 median ratio'],
  rows.map(([name, cells]) => [name, ...cells]),
)
console.log(`pdftotext 启动 start: ${start.toFixed(1)} ms（pdftotext -v）`)
for (const name of missing) console.log(`没有 ${name}，已跳过（skipped). 安装 install: sudo ${installCommand([name])}`)

let missed = false
const aim = (met: boolean): string => {
  missed ||= !met
  return met ? '✓' : '✗'
}

console.log()
const off = ({ pages: has }: Pdf): number => Math.abs(has - PAGES)
const nearest = Math.min(...pdfs.map(off))
// Of several documents of that length, the slowest.
const warm: { readonly pdf: Pdf; readonly ms: number }[] = []
for (const pdf of pdfs.filter((each) => off(each) === nearest)) {
  const runs: number[] = []
  for (let i = 0; i < WARM_RUNS; i++) runs.push(await timeWhole(pdf))
  warm.push({ pdf, ms: median(runs) })
}
const [slow] = warm.toSorted((a, b) => b.ms - a.ms)
if (slow !== undefined) {
  const name = `${relative(folder, slow.pdf.path)}, ${slow.pdf.pages} 页 pages`
  console.log(`${name}: ${slow.ms.toFixed(0)} ms，预热后 warm；目标 aim ≤ ${MOST_MS} ms ${aim(slow.ms <= MOST_MS)}`)
}

const rooms: Rooms[] = []
for (const pdf of pdfs) {
  const each: Rooms[] = []
  for (let i = 0; i < 3; i++) each.push(await timeRooms(pdf))
  const of = (room: keyof Rooms): number => median(each.map((times_) => times_[room]))
  rooms.push({ extraction: of('extraction'), layout: of('layout'), forms: of('forms'), checks: of('checks') })
}
const whole = sum(rooms.flatMap((each) => [each.extraction, each.layout, each.forms, each.checks]))
printTable(
  ['步骤 room', 'ms/页 page', '占 share', '最慢的文件 slowest file'],
  (['extraction', 'layout', 'forms', 'checks'] as const).map((room) => {
    const all = sum(rooms.map((each) => each[room]))
    const slowest = rooms.reduce((most, each, i) => (each[room] > (rooms[most]?.[room] ?? 0) ? i : most), 0)
    const which = `${relative(folder, pdfs[slowest]?.path ?? '')} ${(rooms[slowest]?.[room] ?? 0).toFixed(0)} ms`
    return [room, (all / pages).toFixed(2), `${((100 * all) / whole).toFixed(0)}%`, which]
  }),
)

console.log()
const course = await memoryCourse(pdfs)
for (const [name, { first: early, last }] of [
  ['存活对象与缓冲区 live objects and buffers', course.live],
  ['整个进程 the whole process', course.resident],
] as const) {
  const growth = last / early
  console.log(
    `${course.readings} 次读取的内存 memory over ${course.readings} readings, ${name}: 前四分之一 first quarter ${mebibytes(early)},` +
      ` 后四分之一 last ${mebibytes(last)}, ${growth.toFixed(2)}；目标 aim ≤ ${MOST_GROWTH} ${aim(growth <= MOST_GROWTH)}`,
  )
}
if (missed) {
  console.error('\n有目标未达到。 An aim was missed.')
  process.exitCode = 1
}

/** Ours, the peer's (in ms a page, without its start), ratio of the totals, and the median of the files' ratios. */
function compare(own: Way, peer: Way, less: number): string[] {
  const mine = medians(own)
  if (run[peer] === null) return [perPage(mine), '—', '—', '—']
  const theirs = medians(peer).map((time) => time - less)
  const ratios = mine.map((time, i) => time / (theirs[i] ?? Number.NaN))
  return [perPage(mine), perPage(theirs), (sum(mine) / sum(theirs)).toFixed(2), median(ratios).toFixed(2)]
}

function perPage(all: readonly number[]): string {
  return (sum(all) / pages).toFixed(2)
}

function sum(all: readonly number[]): number {
  return all.reduce((total, each) => total + each, 0)
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`
}
