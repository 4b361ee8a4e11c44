import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../../bin/mingzhang', import.meta.url))

export interface Ran {
  readonly status: number | null
  readonly out: string
  readonly err: string
  readonly seconds: number
  /** Peak resident memory in MiB, buffers and all; null where the system does not tell (it is asked every 50 ms). */
  readonly peak: number | null
}

/** Runs the command as a person would: a process of its own, Chinese unless the test says otherwise. */
export function mingzhang(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const { LANG: _, LC_ALL: __, LC_MESSAGES: ___, FORCE_COLOR: ____, ...rest } = process.env
  const begin = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(COMMAND, args, { env: { ...rest, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    let peak: number | null = null
    const watch = setInterval(() => (peak = residentPeak(child.pid) ?? peak), 50)
    child.on('error', reject)
    child.on('close', (status) => {
      clearInterval(watch)
      resolve({ status, out, err, seconds: (performance.now() - begin) / 1000, peak })
    })
  })
}

function residentPeak(pid: number | undefined): number | null {
  try {
    const kib = /VmHWM:\s*(\d+) kB/u.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1]
    return kib === undefined ? null : Number(kib) / 1024
  } catch {
    return null
  }
}

/** A folder for one test file. */
export class Folder {
  readonly path: string = mkdtempSync(join(tmpdir(), 'mingzhang-test-'))

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name)
    writeFileSync(path, content)
    return path
  }

  at(name: string): string {
    return join(this.path, name)
  }

  bytes(name: string): Uint8Array {
    return new Uint8Array(readFileSync(this.at(name)))
  }

  text(name: string): string {
    return readFileSync(this.at(name), 'utf8')
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}
