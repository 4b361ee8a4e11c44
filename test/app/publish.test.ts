import { generateKeyPairSync } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleLedger } from '../../scripts/samples/sample-ledger.ts'
import { adoptBytes } from '../../src/app/adopt.ts'
import { closeWorkers } from '../../src/app/check-bytes.ts'
import { MANIFEST, MANIFEST_FILE, sha256, SIGNATURE_FILE, type Manifest } from '../../src/app/manifest.ts'
import { openLedger, saveLedger } from '../../src/app/open-ledger.ts'
import { publish, PublishError, PUBLISH_FORMATS, type PublishFormat, type PublishOptions } from '../../src/app/publish.ts'
import { verifyPublication } from '../../src/app/verify.ts'
import { checkFolder, FolderError, writePublication } from '../../src/app/write-publication.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import type { Document, Table } from '../../src/document/document.ts'
import { hebei } from '../../src/forms/hebei/index.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { shanghai } from '../../src/forms/shanghai/index.ts'
import { writeDisclosure } from '../../src/forms/write-disclosure.ts'
import { accountOf } from '../../src/ledger/account-of.ts'
import { exampleLedger } from '../../src/ledger/example-ledger.ts'
import { BLANK_LINE, type Ledger } from '../../src/ledger/ledger.ts'
import { reading } from '../formats/reading.ts'
import { sampleBytes } from '../formats-write/written.ts'
import { hasPoppler, poppler } from '../setup/programs.ts'

type Files = ReadonlyMap<string, Uint8Array>
const QUICK: readonly PublishFormat[] = ['docx', 'xlsx', 'html', 'txt', 'csv', 'json', 'site']
const READABLE = ['disclosure.docx', 'disclosure.xlsx', 'disclosure.html', 'disclosure.txt', 'site/disclosure.html']

let folder = ''
let nth = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-publish-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await closeWorkers()
})
const fresh = (): string => join(folder, `p${++nth}`)

async function published(ledger: Ledger, options: Partial<PublishOptions> = {}): Promise<Files> {
  const publication = await publish(ledger, { formats: QUICK, ...options })
  if (!publication.ok) throw new Error(publication.findings.zh.map((f) => f.message).join('\n'))
  return publication.files
}

async function written(files: Files): Promise<string> {
  const path = fresh()
  await writePublication(path, files)
  return path
}

async function faults(path: string, key?: string): Promise<readonly string[]> {
  const verified = await verifyPublication(path, key === undefined ? {} : { key })
  return verified.readable ? verified.faults.map((f) => f.zh) : [`unreadable: ${verified.message.zh}`]
}

/** The sample with a line that says where its money comes from, so that every other line has to say it too. */
const UNBALANCED: Ledger = {
  ...sampleLedger(),
  lines: [...sampleLedger().lines, { ...BLANK_LINE, flow: 'income', fund: 'general', amount: 100_000_000 }],
}

describe('publish', () => {
  test('one ledger gives the same bytes twice, from its folder and from its workbook', async () => {
    const ledger = sampleLedger()
    const first = await published(ledger, { formats: PUBLISH_FORMATS })
    expect([...first.keys()]).toEqual(
      expect.arrayContaining([...READABLE, 'disclosure.pdf', 'disclosure.json', 'data/facts.csv']),
    )
    const hashes = (files: Files): unknown => [...files].map(([path, bytes]) => [path, sha256(bytes)])
    for (const name of ['ledger', 'ledger.xlsx']) {
      const path = join(folder, name)
      expect(await saveLedger(path, ledger)).toMatchObject({ ok: true })
      const opened = await openLedger(path)
      if (!opened.ok) throw new Error(name)
      expect(hashes(await published(opened.ledger, { formats: PUBLISH_FORMATS }))).toEqual(hashes(first))
    }
  })

  test.each([
    ['hebei', 'department'],
    ['hebei', 'unit'],
    ['shanghai', 'department'],
    ['shanghai', 'unit'],
  ] as const)('every readable format of %s, %s, is read back without an error and with the same claims', async (id, variant) => {
    const ledger = { ...sampleLedger(), place: id }
    const document = writeDisclosure(accountOf(ledger), id === 'hebei' ? hebei : shanghai, { variant })
    const told = (read: Document): string[] =>
      readDisclosure(read)
        .claims.map((c) => JSON.stringify([c.slice, c.printed, c.value]))
        .toSorted()
    const files = await published(ledger, { variant })
    for (const path of READABLE) {
      const read = await reading(files.get(path) ?? new Uint8Array(), path)
      const { findings } = checkReading(readDisclosure(read))
      expect(findings.filter((f) => f.severity !== 'note').map((f) => `${path}: ${f.message.zh}`)).toEqual([])
      expect(told(read)).toEqual(told(document))
    }
    expect(await faults(await written(files))).toEqual([])
  })

  test('a new ledger can be published as it is', async () => {
    expect(await faults(await written(await published(exampleLedger(2026), { formats: PUBLISH_FORMATS })))).toEqual([])
  })

  test('what was adopted from a document gives its nine tables back', async () => {
    const bytes = sampleBytes('docx')
    const adopted = await adoptBytes(bytes, 'correct.docx')
    if (!adopted.ok) throw new Error(adopted.problems[0]?.message.zh)
    const files = await published(adopted.ledger)
    const nine = (document: Document): unknown =>
      document.blocks
        .filter((block): block is Table => block.kind === 'table')
        .slice(0, 9)
        .map((table) => table.cells.map((c) => [c.row, c.column, c.rowSpan, c.columnSpan, c.text]))
    expect(nine(await reading(files.get('disclosure.docx') ?? new Uint8Array()))).toEqual(nine(await reading(bytes)))
  })

  test('a ledger whose sources are not its uses is refused with the findings', async () => {
    const publication = await publish(UNBALANCED, { formats: PUBLISH_FORMATS })
    if (publication.ok) throw new Error('it was published')
    const errors = publication.findings.zh.filter((f) => f.severity === 'error')
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.every((f) => f.message !== '')).toBe(true)
  })

  test('what a person should look at is told beside what was written', async () => {
    const lines = sampleLedger().lines.map((line, i) => (i === 0 ? { ...line, economic: '30397' } : line))
    const publication = await publish({ ...sampleLedger(), lines }, { formats: ['txt'], draft: true })
    expect(publication.ok).toBe(true)
    expect(publication.findings.zh.map((f) => f.message)).toContainEqual(expect.stringContaining('《收支明细》第2行'))
  })

  test('a draft is written in spite of errors, says so on every page, and its certificate has the errors', async () => {
    const files = await published(UNBALANCED, { formats: PUBLISH_FORMATS, draft: true })
    const manifest: Manifest = MANIFEST.parse(JSON.parse(new TextDecoder().decode(files.get(MANIFEST_FILE))))
    expect(manifest.draft).toBe(true)
    expect(manifest.check.errors).toBeGreaterThan(0)
    expect(await faults(await written(files))).toEqual([])
    const textOf = (path: string): string => new TextDecoder().decode(files.get(path))
    expect(textOf('disclosure.html')).toContain('content: "草案"')
    for (const page of ['site/index.html', 'site/disclosure.html']) expect(textOf(page)).toContain('草案')
    // The watermark of Word is drawn, not written: it stands in the headers, and every section has one for each of its pages.
    const parts = unzipSync(files.get('disclosure.docx') ?? new Uint8Array())
    const partOf = (name: string): string => new TextDecoder().decode(parts[name])
    const headers = Object.keys(parts).filter((name) => /^word\/header\d+\.xml$/u.test(name))
    expect(headers.filter((name) => !partOf(name).includes('string="草案"'))).toEqual([])
    const evenToo = partOf('word/settings.xml').includes('<w:evenAndOddHeaders/>')
    for (const [section] of partOf('word/document.xml').matchAll(/<w:sectPr\b.*?<\/w:sectPr>/gsu)) {
      expect(section).toContain('<w:headerReference w:type="default"')
      if (evenToo) expect(section).toContain('<w:headerReference w:type="even"')
      expect(section).not.toContain('titlePg')
    }
    if (!hasPoppler) return
    const pdf = files.get('disclosure.pdf') ?? new Uint8Array()
    const pages = poppler('pdftotext', pdf, ['-raw'], ['-']).split('\f').slice(0, -1)
    expect(pages.length).toBeGreaterThan(5)
    expect(pages.filter((page) => !page.replace(/\s/gu, '').includes('草案'))).toEqual([])
  })

  test('a character that no packaged font has, and a place that has no forms, are refused in words', async () => {
    const rare = { ...sampleLedger(), words: { ...sampleLedger().words, duties: '负责𬺕\u{2b81c}\u{31350}的管理' } }
    await expect(publish(rare, { formats: ['pdf'] })).rejects.toThrow(PublishError)
    await expect(publish(rare, { formats: ['pdf'] })).rejects.toThrow(/字体里没有“.+”/u)
    await expect(publish(sampleLedger(), { formats: ['txt'], place: 'nowhere' })).rejects.toThrow(
      /没有“nowhere”的编制格式，现有：hebei/u,
    )
  })
})

describe('a published folder', () => {
  let files: Files
  beforeAll(async () => {
    files = await published(sampleLedger())
  })

  /** A folder with the publication, bent; and what verifying it says. */
  async function bent(bend: (path: string) => void): Promise<readonly string[]> {
    const path = await written(files)
    expect(existsSync(join(path, MANIFEST_FILE))).toBe(true)
    bend(path)
    return await faults(path)
  }
  function editManifest(path: string, edit: (manifest: Manifest) => Manifest): void {
    const file = join(path, MANIFEST_FILE)
    writeFileSync(file, JSON.stringify(edit(MANIFEST.parse(JSON.parse(readFileSync(file, 'utf8'))))))
  }

  test('is verified where it is moved to, through its manifest and through a link', async () => {
    const path = await written(files)
    const moved = fresh()
    cpSync(path, moved, { recursive: true })
    rmSync(path, { recursive: true })
    const link = fresh()
    symlinkSync(moved, link)
    for (const way of [moved, join(moved, MANIFEST_FILE), link]) expect(await faults(way)).toEqual([])
    const verified = await verifyPublication(moved)
    expect(verified).toMatchObject({ reread: expect.arrayContaining(READABLE), signature: 'none', signedBy: null })
  })

  test('a changed byte, a missing file, an extra file are named', async () => {
    expect(
      await bent((path) => {
        const file = join(path, 'disclosure.xlsx')
        const bytes = readFileSync(file)
        bytes[100] = (bytes[100] ?? 0) ^ 1
        writeFileSync(file, bytes)
      }),
    ).toEqual(['disclosure.xlsx 与清单不符，发布后被改动过。'])
    expect(await bent((path) => writeFileSync(join(path, 'disclosure.txt'), ''))).toEqual([
      expect.stringContaining('disclosure.txt'),
    ])
    expect(await bent((path) => rmSync(join(path, 'data', 'facts.csv')))).toEqual([
      expect.stringMatching(/^缺少文件 data\/facts\.csv/u),
    ])
    expect(await bent((path) => writeFileSync(join(path, 'site', 'x.html'), ''))).toEqual(['site/x.html 不在清单之中。'])
  })

  test('a link is no file, and a linked folder is none of the publication', async () => {
    const outside = fresh()
    mkdirSync(outside)
    const linked = await bent((path) => {
      renameSync(join(path, 'disclosure.txt'), join(outside, 'disclosure.txt'))
      symlinkSync(join(outside, 'disclosure.txt'), join(path, 'disclosure.txt'))
    })
    expect(linked).toEqual([expect.stringContaining('disclosure.txt')])
    const through = await bent((path) => {
      renameSync(join(path, 'data'), join(outside, 'data'))
      symlinkSync(join(outside, 'data'), join(path, 'data'))
    })
    expect(through).toContainEqual(expect.stringContaining('data/facts.csv'))
    expect(through).toContain('data 不在清单之中。')
  })

  test.each(['../secret.txt', '/etc/hostname', 'site/../../secret.txt', './disclosure.txt', 'C:\\secret.txt', ''])(
    'a manifest may not lead out of its folder: %j',
    async (path) => {
      const found = await bent((at) => {
        writeFileSync(join(folder, 'secret.txt'), 'secret')
        editManifest(at, (m) => ({
          ...m,
          files: [...m.files, { path, sha256: sha256(Buffer.from('secret')), bytes: 6, format: 'txt', disclosure: true }],
        }))
      })
      expect(found).toEqual([`${path} 不在这个文件夹之内。`])
    },
  )

  test('a certificate that is not what checking gives is found, and so is another name or year', async () => {
    const better = await bent((at) =>
      editManifest(at, (m) => ({ ...m, check: { ...m.check, equations: { ...m.check.equations, passed: 9999 } } })),
    )
    expect(better).toHaveLength(READABLE.length)
    expect(better[0]).toMatch(/disclosure\.docx 重新核对：\d+ 个等式成立，错误 0，提醒 0；证书写的是 9999、0、0。/u)
    const other = await bent((at) => editManifest(at, (m) => ({ ...m, disclosure: { ...m.disclosure, year: 2031 } })))
    expect(other[0]).toBe('disclosure.docx 是2024年的，清单写的是2031年。')
    const name = await bent((at) => editManifest(at, (m) => ({ ...m, disclosure: { ...m.disclosure, department: '另一个局' } })))
    expect(name[0]).toContain('没有清单所写的部门名称“另一个局”')
  })

  test('a disclosure with another figure is found by reading it, whatever its manifest says', async () => {
    const found = await bent((at) => {
      const file = join(at, 'disclosure.html')
      const html = readFileSync(file, 'utf8').replace('>2195.03<', '>2195.04<')
      writeFileSync(file, html)
      const bytes = Buffer.from(html)
      editManifest(at, (m) => ({
        ...m,
        files: m.files.map((f) => (f.path === 'disclosure.html' ? { ...f, sha256: sha256(bytes), bytes: bytes.length } : f)),
      }))
    })
    expect(found).toEqual([expect.stringContaining('disclosure.html 重新核对')])
  })

  test('no manifest, or one of something else, is not verified', async () => {
    const path = fresh()
    expect(await faults(path)).toEqual([expect.stringMatching(/^unreadable: .+没有 manifest\.json/u)])
    mkdirSync(path)
    expect(await faults(path)).toEqual([expect.stringMatching(/^unreadable: /u)])
    for (const text of ['{', '{}', '[]', 'null']) {
      writeFileSync(join(path, MANIFEST_FILE), text)
      expect(await faults(path)).toEqual([expect.stringMatching(/^unreadable: .+无法读取，或不是明账的清单/u)])
    }
  })

  test('a signature is proved, asked for, and a forged one is found', async () => {
    const [own, other] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')]
    const pem = own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const publicPem = (pair: typeof own): string => pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const signed = await published(sampleLedger(), { formats: ['txt'], key: pem })
    expect([...(await published(sampleLedger(), { formats: ['txt'], key: pem }))]).toEqual([...signed])
    const path = await written(signed)
    expect(await verifyPublication(path, { key: publicPem(own) })).toMatchObject({
      faults: [],
      signature: 'valid',
      signedBy: publicPem(own),
    })
    expect(await faults(path, publicPem(other))).toEqual(['manifest.json 没有用指定的密钥签名。'])
    expect(await faults(await written(files), publicPem(own))).toEqual(['manifest.json 没有用指定的密钥签名。'])
    await expect(faults(path, 'no key')).rejects.toThrow(/公钥无法读取/u)
    const forged = { ...(JSON.parse(readFileSync(join(path, SIGNATURE_FILE), 'utf8')) as object), publicKey: publicPem(other) }
    writeFileSync(join(path, SIGNATURE_FILE), JSON.stringify(forged))
    expect(await faults(path)).toEqual([expect.stringMatching(/^manifest\.sig\.json：清单的签名无效/u)])
    await expect(published(sampleLedger(), { formats: ['txt'], key: 'no key' })).rejects.toThrow(/签名密钥无法读取/u)
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    await expect(published(sampleLedger(), { formats: ['txt'], key: rsa })).rejects.toThrow(/应为 Ed25519，实为 rsa/u)
  })

  test('replaces an earlier publication, and nothing else', async () => {
    const path = await written(files)
    const less = await published(sampleLedger(), { formats: ['txt'] })
    await writePublication(path, less)
    expect(readdirSync(path).toSorted()).toEqual(['disclosure.txt', MANIFEST_FILE])
    writeFileSync(join(path, 'my-notes.txt'), 'keep')
    await expect(checkFolder(path)).rejects.toThrow(/my-notes\.txt/u)
    await expect(writePublication(path, files)).rejects.toThrow(FolderError)
    expect(readFileSync(join(path, 'my-notes.txt'), 'utf8')).toBe('keep')
    await expect(writePublication(join(path, 'my-notes.txt'), files)).rejects.toThrow(/是一个文件/u)
    expect(readdirSync(folder).filter((name) => name.startsWith('.mingzhang-'))).toEqual([])
  })
})
