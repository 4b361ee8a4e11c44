import type { Language } from '../app/check-result.ts'

export interface Progress {
  step(file: string): void
  /** Takes the line away, so that something else can be printed. */
  clear(): void
  end(): void
}

const SILENT: Progress = { step: () => {}, clear: () => {}, end: () => {} }

/** A line on standard error that says how far it has come, for several files on a terminal; nothing otherwise. */
export function startProgress(total: number, language: Language): Progress {
  if (total < 2 || !process.stderr.isTTY) return SILENT
  let done = 0
  const clear = (): void => {
    process.stderr.write('\r\u001b[2K')
  }
  return {
    step(file) {
      done++
      const width = 24
      const filled = Math.round((done / total) * width)
      const bar = '█'.repeat(filled) + '░'.repeat(width - filled)
      clear()
      process.stderr.write(`${bar} ${done}/${total} ${language === 'zh' ? '已检查' : 'checked'} ${file.slice(-40)}`)
    },
    clear,
    end: clear,
  }
}
