import type { Account } from '../budget/account.ts'
import type { Disclosure } from '../budget/reading.ts'
import type { FindingResult } from '../budget/check-result.ts'
import { nodeName } from '../catalogue/tree.ts'
import { cofogOf } from '../catalogue/cofog.ts'
import type { Proof } from '../checks/proof.ts'
import type { Document } from '../document/document.ts'
import type { PlaceForms } from '../forms/form.ts'
import type { NodeNames } from '../formats/node-names.ts'
import type { WriteOptions } from '../formats/write-options.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { checkResult, type Language } from './check-result.ts'
import { ledgerBytes } from './ledger-bytes.ts'
import { certificateOf, MANIFEST_FILE, manifestBytes, sha256, SIGNATURE_FILE, signManifest, type Manifest } from './manifest.ts'
import { PublishError, proveLedger } from './prove-ledger.ts'
import { VERSION } from './version.ts'

export { PublishError }

/** What can be asked for by name, in the order in which it is written. */
export const PUBLISH_FORMATS = ['docx', 'pdf', 'xlsx', 'html', 'txt', 'csv', 'json', 'site'] as const
export type PublishFormat = (typeof PUBLISH_FORMATS)[number]

export interface PublishOptions {
  readonly formats: readonly PublishFormat[]
  /** Id of the place whose forms are printed; the ledger's own by default. */
  readonly place?: string
  readonly variant?: 'department' | 'unit'
  readonly lastYear?: Ledger
  /** Write even what breaks a law, marked 草案 on every page. */
  readonly draft?: boolean
  /** PEM of an Ed25519 private key that signs the manifest. */
  readonly key?: string
}

/** Everything that is published, by its path in the folder; or nothing. `findings` say why, or what a person should look at. */
export type Publication = Written | { readonly ok: false; readonly findings: Findings }

type Findings = Readonly<Record<Language, readonly FindingResult[]>>

interface Written {
  readonly ok: true
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly manifest: Manifest
  readonly findings: Findings
}

const names: NodeNames = (dimension, node) => nodeName(dimension, node, null)

/**
 * Ledger → a disclosure in every format asked for, with its manifest. The ledger is judged, printed, read back and checked before a byte is
 * given out: what breaks a law is refused with the findings, unless it is a draft. The same ledger gives the same bytes. Throws
 * `PublishError` and `KeyError`.
 */
export async function publish(ledger: Ledger, options: PublishOptions): Promise<Publication> {
  const { place, account, document, reading, proof, judged, errors } = proveLedger(ledger, options)
  const source = { file: 'ledger', sha256: sha256(ledgerBytes(ledger)) }
  const result = (language: Language) => checkResult(source, document, reading, judged, language).findings
  const findings: Findings = { zh: result('zh'), en: result('en') }
  if (errors.length > 0 && options.draft !== true) return { ok: false, findings }
  const files = await writeAll({ account, document, options, json: dataJson(account, ledger) })
  const draft = options.draft === true
  const scope = options.variant ?? ledger.scope
  const manifest = manifestOf({ ledger, scope, place, proof, files, draft, ledgerHash: source.sha256 })
  const bytes = manifestBytes(manifest)
  const all = new Map(files).set(MANIFEST_FILE, bytes)
  if (options.key !== undefined) all.set(SIGNATURE_FILE, signManifest(bytes, options.key))
  return { ok: true, files: all, manifest, findings }
}

interface WriteTask {
  readonly account: Account
  readonly document: Document
  readonly options: PublishOptions
  readonly json: Uint8Array
}

/** Writers are loaded when they are asked for: typesetting is heavy. */
async function writeAll({ account, document, options, json }: WriteTask): Promise<Map<string, Uint8Array>> {
  const { department, year, stage } = account.disclosure
  const scope = options.variant ?? account.disclosure.scope
  const author = department.name ?? ''
  const write = {
    title: `${author}${year ?? ''}年${scope === 'unit' ? '单位' : '部门'}${stage === 'final' ? '决算' : '预算'}公开`,
    language: 'zh-CN',
    author,
    ...(options.draft === true ? { draft: true } : {}),
  } as const
  const files = new Map<string, Uint8Array>()
  const asked = new Set<PublishFormat>(options.formats)
  const stem = 'disclosure'
  if (asked.has('docx')) files.set(`${stem}.docx`, await (await import('../formats/docx/write.ts')).writeDocx(document, write))
  if (asked.has('pdf')) files.set(`${stem}.pdf`, await pdfOf(document, write))
  if (asked.has('xlsx')) files.set(`${stem}.xlsx`, await (await import('../formats/xlsx/write.ts')).writeXlsx(document, write))
  if (asked.has('html')) files.set(`${stem}.html`, (await import('../formats/html/write.ts')).writeHtml(document, write))
  if (asked.has('txt')) files.set(`${stem}.txt`, (await import('../formats/txt/write.ts')).writeTxt(document))
  if (asked.has('json')) files.set(`${stem}.json`, json)
  if (asked.has('csv')) {
    const [{ writeFactsCsv }, { writeDataPackage }, { writeOcds }] = await Promise.all([
      import('../formats/csv/write.ts'),
      import('../formats/datapackage/write.ts'),
      import('../formats/ocds/write.ts'),
    ])
    files.set('data/facts.csv', writeFactsCsv(account, names))
    for (const [name, bytes] of writeDataPackage(account, { ...write, names, cofog: cofogOf }))
      files.set(`data/package/${name}`, bytes)
    const ocds = writeOcds(account, { ...write, names })
    if (ocds !== null) files.set('data/procurement-ocds.json', ocds)
  }
  if (asked.has('site')) {
    const { writeSite } = await import('../formats/site/write.ts')
    for (const [path, bytes] of writeSite(document, new Map(files), write)) files.set(`site/${path}`, bytes)
  }
  return files
}

async function pdfOf(document: Document, write: WriteOptions): Promise<Uint8Array> {
  const { writePdf } = await import('../formats/pdf/write.ts')
  try {
    return await writePdf(document, write)
  } catch (error) {
    // What the ledger says cannot be set, and the message says which character it is; anything else is a fault of ours.
    if (error instanceof Error && error.message.startsWith('PDF 未生成')) throw new PublishError(error.message, { cause: error })
    throw error
  }
}

/** The facts as they are: from this, the ledger and the data package alone do they come back. */
function dataJson(account: Account, ledger: Ledger): Uint8Array {
  const data = { format: 'mingzhang/disclosure/1', ledger: sha256(ledgerBytes(ledger)), account }
  return new TextEncoder().encode(`${JSON.stringify(data, null, 1)}\n`)
}

/** The disclosure itself, wherever it stands in the folder, in the formats that are read back. */
const READ_BACK = /(?:^|\/)disclosure\.(?:docx|xlsx|html|txt)$/u

interface ManifestTask {
  readonly ledger: Ledger
  readonly scope: Disclosure['scope']
  readonly place: PlaceForms
  readonly proof: Proof
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly draft: boolean
  readonly ledgerHash: string
}

function manifestOf({ ledger, scope, place, proof, files, draft, ledgerHash }: ManifestTask): Manifest {
  const outcome = (name: Proof['outcomes'][number]): number => proof.outcomes.filter((o) => o === name).length
  const unchecked = proof.unchecked.reduce((sum, u) => sum + u.count, 0)
  return {
    format: 'mingzhang/manifest/1',
    program: { name: 'mingzhang', version: VERSION },
    disclosure: {
      department: ledger.department.name,
      year: ledger.year,
      stage: ledger.stage,
      scope,
      place: place.id,
    },
    draft,
    ledger: ledgerHash,
    check: certificateOf(
      { passed: outcome('passed'), failed: outcome('failed'), unchecked },
      proof.findings.map((f) => f.severity),
    ),
    files: [...files]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, bytes]) => ({
        path,
        sha256: sha256(bytes),
        bytes: bytes.length,
        format: path.slice(path.lastIndexOf('.') + 1),
        disclosure: READ_BACK.test(path),
      })),
  }
}
