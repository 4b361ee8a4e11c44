import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'

/** Independent programs that re-read what we write. Where one is not installed, the tests that need it are skipped by name. */
export const hasOffice = works('soffice', '--version')
export const hasPoppler = works('pdftotext', '-v') && works('pdfinfo', '-v') && works('pdffonts', '-v')
/** A Python that knows openpyxl; null where none does. */
export const openpyxlPython = ['python3', '/usr/bin/python3'].find((python) => works(python, '-c', 'import openpyxl')) ?? null

const OFFICE_TIMEOUT_MS = 100_000

function works(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 60_000 }).status === 0
}

/** Lets `use` work on a file with these bytes in a folder of its own, which is gone afterwards. */
export function withFile<T>(bytes: Uint8Array, name: string, use: (path: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-'))
  try {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return use(path, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Converts bytes with LibreOffice; `to` may name a filter (`csv:…`) as `--convert-to` does. Each run has a profile of its own. */
export function officeConvert(bytes: Uint8Array, name: string, to: string): Uint8Array {
  return withFile(bytes, name, (path, folder) => {
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const out = join(folder, 'out')
    const args = [profile, '--headless', '--convert-to', to, '--outdir', out, path]
    execFileSync('soffice', args, { stdio: 'pipe', timeout: OFFICE_TIMEOUT_MS })
    const ending = to.split(':')[0] ?? to
    return new Uint8Array(readFileSync(join(out, `${name.slice(0, -extname(name).length)}.${ending}`)))
  })
}

/** Standard output of a poppler tool on a PDF; `-` stands for standard output in `after`. */
export function poppler(
  tool: 'pdftotext' | 'pdfinfo' | 'pdffonts',
  bytes: Uint8Array,
  before: string[] = [],
  after: string[] = [],
): string {
  return withFile(bytes, 'a.pdf', (path) =>
    execFileSync(tool, [...before, path, ...after], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  )
}
