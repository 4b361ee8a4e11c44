import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleLedgerFiles } from '../../scripts/samples/sample-ledger.ts'
import { Folder, mingzhang } from './run.ts'

const folder = new Folder()
const ledger = folder.at('ledger')
const all = folder.at('all')
const signed = folder.at('signed')

/** Every file of a folder, with its bytes. */
function filesOf(path: string): ReadonlyMap<string, string> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
  const paths = entries.map((e) => join(e.parentPath, e.name))
  return new Map(paths.map((file) => [file.slice(path.length), readFileSync(file, 'base64')]))
}

beforeAll(async () => {
  expect(await mingzhang(['new', ledger, '--year', '2026'])).toMatchObject({ status: 0, err: '' })
  expect(await mingzhang(['publish', ledger, '-o', all])).toMatchObject({ status: 0, err: '' })
  const key = generateKeyPairSync('ed25519')
  folder.write('key.pem', key.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  folder.write('public.pem', key.publicKey.export({ type: 'spki', format: 'pem' }))
  folder.write('stranger.pem', generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }))
  const args = ['publish', ledger, '-o', signed, '--formats', 'txt,json', '--sign', folder.at('key.pem')]
  expect(await mingzhang(args)).toMatchObject({ status: 0, err: '' })
})
afterAll(() => folder.remove())

test('new, publish and verify: every format is written, and verified', async () => {
  const paths = [...filesOf(all).keys()]
  for (const ending of ['docx', 'pdf', 'xlsx', 'html', 'txt', 'json']) expect(paths).toContain(`/disclosure.${ending}`)
  for (const path of ['/site/index.html', '/data/package/datapackage.json', '/manifest.json']) expect(paths).toContain(path)
  const verified = await mingzhang(['verify', all])
  expect(verified).toMatchObject({ status: 0, err: '' })
  expect(verified.out).toMatch(/个文件与清单一致\n.+重新读取并核对了 5 个文件.+\n.+没有签名/u)
  const json = await mingzhang(['verify', join(all, 'manifest.json'), '--json'])
  expect(JSON.parse(json.out)).toMatchObject({ format: 'mingzhang/verify/1', faults: [], signature: 'none' })
})

test('the same ledger gives the same bytes in another folder, in another language and on another day', async () => {
  const again = folder.at('again')
  const ran = await mingzhang(['publish', ledger, '-o', again, '--lang', 'en'], { TZ: 'America/New_York', LANG: 'en_US.UTF-8' })
  expect(ran).toMatchObject({ status: 0, err: '' })
  expect(ran.out).toMatch(/^Written to .+: \d+ files\. Read back and checked: \d+ equations hold, 0 errors, 0 warnings\.\n$/u)
  expect(filesOf(again)).toEqual(filesOf(all))
})

test('the signature is asked for with a key', async () => {
  expect((await mingzhang(['verify', signed])).out).toContain('签名有效')
  expect((await mingzhang(['verify', signed, '--key', folder.at('public.pem')])).status).toBe(0)
  const stranger = await mingzhang(['verify', signed, '--key', folder.at('stranger.pem')])
  expect(stranger).toMatchObject({ status: 1, out: expect.stringContaining('没有用指定的密钥签名') })
  expect(await mingzhang(['verify', signed, '--key', folder.at('none.pem')])).toMatchObject({ status: 2, out: '' })
  const sig = join(signed, 'manifest.sig.json')
  writeFileSync(sig, readFileSync(sig, 'utf8').replace(/"signature": ".{8}/u, '"signature": "AAAAAAAA'))
  const forged = await mingzhang(['verify', signed])
  expect(forged).toMatchObject({ status: 1, out: expect.stringContaining('清单的签名无效') })
  expect(forged.out).not.toMatch(/没有签名|签名有效/u)
})

test('what is not as the manifest says is named, with 1; no manifest is 2', async () => {
  const bent = folder.at('bent')
  await mingzhang(['publish', ledger, '-o', bent, '--formats', 'txt'])
  writeFileSync(join(bent, 'extra.txt'), 'x')
  writeFileSync(join(bent, 'disclosure.txt'), 'x')
  const ran = await mingzhang(['verify', bent, '--lang', 'en'])
  expect(ran.status).toBe(1)
  expect(ran.out).toMatch(/✗ disclosure\.txt is not the file of the manifest.+\n.+✗ extra\.txt is not in the manifest/u)
  const none = await mingzhang(['verify', ledger])
  expect(none).toMatchObject({ status: 2, out: '', err: expect.stringContaining('没有 manifest.json') })
})

describe('a ledger that breaks a law', () => {
  const broken = folder.at('broken')
  beforeAll(async () => {
    expect((await mingzhang(['new', broken, '--year', '2026'])).status).toBe(0)
    for (const [name, bytes] of sampleLedgerFiles()) folder.write(`broken/${name}`, bytes)
    // Once one line says where money comes from, all of it has to.
    const lines = readFileSync(join(broken, 'lines.csv'), 'utf8').trimEnd()
    folder.write('broken/lines.csv', `${lines}\n,本年收入,一般公共预算财政拨款,,,,,,,1000.00,,,\n`)
  })

  test('is refused with the findings, with 1, and nothing is written', async () => {
    const output = folder.at('refused')
    const ran = await mingzhang(['publish', broken, '-o', output, '--formats', 'txt'])
    expect(ran, ran.err).toMatchObject({ status: 1, out: '' })
    expect(ran.err).toMatch(/有 [1-9]\d* 处错误，没有写出任何文件。/u)
    expect(ran.err.split('\n').length).toBeGreaterThan(2)
    expect(existsSync(output)).toBe(false)
    expect(readdirSync(folder.path).filter((name) => name.startsWith('.'))).toEqual([])
  })

  test('can be written as a draft, which is verified as one', async () => {
    const output = folder.at('draft')
    expect(await mingzhang(['publish', broken, '-o', output, '--formats', 'txt,html,site', '--draft'])).toMatchObject({
      status: 0,
    })
    expect(await mingzhang(['verify', output])).toMatchObject({ status: 0, out: expect.stringContaining('（草案）') })
  })
})

test('what cannot be done is said in one sentence, with 2, and nothing is written', async () => {
  folder.write('ledger-note.txt', '')
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [[ledger, '-o', ledger], /中已有其他文件（ledger\.json），未写入/u],
    [[ledger, '-o', folder.at('ledger-note.txt')], /是一个文件，未写入/u],
    [[folder.at('nothing'), '-o', folder.at('x')], /找不到/u],
    [[ledger, '-o', folder.at('x'), '--formats', 'docx,odt'], /没有“odt”这种格式，可选：docx, pdf/u],
    [[ledger, '-o', folder.at('x'), '--place', 'nowhere'], /没有“nowhere”的编制格式/u],
    [[ledger, '-o', folder.at('x'), '--formats', 'txt', '--sign', folder.at('none.pem')], /密钥文件 .+无法读取/u],
  ]
  for (const [args, says] of cases) {
    const ran = await mingzhang(['publish', ...args])
    expect(ran, args.join(' ')).toMatchObject({ status: 2, out: '', err: expect.stringMatching(says) })
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
  }
  expect(existsSync(folder.at('x'))).toBe(false)
  expect([...filesOf(ledger).keys()]).toHaveLength(3)
})
