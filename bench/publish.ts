import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sampleLedger } from '../scripts/samples/sample-ledger.ts'
import { publish, PUBLISH_FORMATS } from '../src/app/publish.ts'
import type { Ledger } from '../src/ledger/ledger.ts'
import { median } from './median.ts'

const PEER = 'soffice'
const PEER_TIMEOUT_MS = 100_000

/** Medians in ms, all of the same rounds on the same machine. `office` is null where LibreOffice is not installed. */
export interface AgainstOffice {
  readonly rounds: number
  /** Every format of one disclosure with its manifest, judged and checked, in this process, warm. */
  readonly all: number
  /** The same without the PDF. */
  readonly withoutPdf: number
  /** `soffice --headless --convert-to pdf` of our docx, the whole process, with a profile that is there already. */
  readonly office: number | null
}

/**
 * Publishes a disclosure in every format and has LibreOffice convert the docx of it to PDF, in turn. Each publication is another one, with
 * another name and another sum, so that nothing can be taken from a cache. Throws where one of them fails.
 */
export async function againstOffice(rounds = 7): Promise<AgainstOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-bench-'))
  const docx = join(folder, 'disclosure.docx')
  const hasOffice = spawnSync(PEER, ['--version'], { stdio: 'ignore' }).status === 0
  const files = await publishAll(0)
  writeFileSync(docx, files.get('disclosure.docx') ?? new Uint8Array())
  const convert = (): void => {
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const args = [profile, '--headless', '--convert-to', 'pdf', '--outdir', join(folder, 'out'), docx]
    const ran = spawnSync(PEER, args, { stdio: 'ignore', timeout: PEER_TIMEOUT_MS })
    if (ran.status !== 0) throw new Error(`${PEER} ended with ${ran.status ?? ran.signal}`)
  }
  const times = { all: [] as number[], withoutPdf: [] as number[], office: [] as number[] }
  const time = async (into: number[], work: () => unknown): Promise<void> => {
    const start = performance.now()
    await work()
    into.push(performance.now() - start)
  }
  try {
    // The first conversion makes the profile; code that runs often is compiled only after some runs.
    if (hasOffice) convert()
    for (let i = 1; i <= 5; i++) await publishAll(i)
    for (let round = 0; round < rounds; round++) {
      await time(times.all, () => publishAll(1000 + round))
      await time(times.withoutPdf, () => publishAll(2000 + round, false))
      if (hasOffice) await time(times.office, convert)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    rounds,
    all: median(times.all),
    withoutPdf: median(times.withoutPdf),
    office: hasOffice ? median(times.office) : null,
  }
}

/** Bytes of live objects and of the whole process after some of the publications and after all of them, garbage collected before. */
export interface PublishMemory {
  readonly publications: number
  readonly wanted: number
  readonly seconds: number
  readonly early: { readonly heap: number; readonly resident: number; readonly after: number }
  readonly late: { readonly heap: number; readonly resident: number }
}

/** Publishes one disclosure after another, each another one in every format, until the number or the time is reached. */
export async function measurePublishMemory(wanted = 500, seconds = 240): Promise<PublishMemory> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const memory = (): { heap: number; resident: number } => {
    collect()
    collect()
    const { heapUsed, rss } = process.memoryUsage()
    return { heap: heapUsed, resident: rss }
  }
  // What is kept for ever, fonts and compiled code, is there after a fifth of them.
  const after = wanted / 5
  const start = performance.now()
  const elapsed = (): number => (performance.now() - start) / 1000
  let early: PublishMemory['early'] | null = null
  let publications = 0
  while (publications < wanted && elapsed() < seconds) {
    await publishAll(++publications)
    if (early === null && (publications >= after || elapsed() > seconds / 5)) early = { ...memory(), after: publications }
  }
  const late = memory()
  return { publications, wanted, seconds: elapsed(), early: early ?? { ...late, after: publications }, late }
}

async function publishAll(variant: number, pdf = true): Promise<ReadonlyMap<string, Uint8Array>> {
  const formats = pdf ? PUBLISH_FORMATS : PUBLISH_FORMATS.filter((format) => format !== 'pdf')
  const publication = await publish(ledgerOf(variant), { formats })
  if (!publication.ok) throw new Error(`the ledger to measure with was refused: ${publication.findings.en[0]?.message ?? ''}`)
  return publication.files
}

/** The sample's ledger as another department's: another name, and pay that differs. */
function ledgerOf(variant: number): Ledger {
  const ledger = sampleLedger()
  const name = `示例县第${variant}建设管理局`
  const lines = ledger.lines.map((line) =>
    line.economic === '30101' ? { ...line, amount: line.amount + variant * 10_000 } : line,
  )
  return { ...ledger, department: { ...ledger.department, name }, lines }
}
