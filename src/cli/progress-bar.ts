import type { Language } from '../app/check-result.ts'

const WIDTH = 30
const LINE_MS = 10_000

/**
 * A bar on standard error with the rate and the time left; where it is no terminal, a line now and then. The rate is of this run: what was done before
 * it began says nothing about how fast it goes.
 */
export function startProgressBar(language: Language): { update(done: number, all: number): void; end(): void } {
  const started = Date.now()
  const isTerminal = process.stderr.isTTY
  let first: number | null = null
  let lastLine = 0
  let shown = false
  const update = (done: number, all: number): void => {
    first ??= done
    const now = Date.now()
    if (!isTerminal && now - lastLine < LINE_MS && done < all) return
    lastLine = now
    const seconds = Math.max(0.001, (now - started) / 1000)
    const rate = (done - first) / seconds
    const left = rate > 0 ? duration((all - done) / rate, language) : '…'
    const filled = all === 0 ? WIDTH : Math.round((done / all) * WIDTH)
    const text = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${all}  ${rate.toFixed(1)} ${language === 'zh' ? '份/秒，剩余' : 'files/s, left'} ${left}`
    process.stderr.write(isTerminal ? `\r${text}\u001b[K` : `${text}\n`)
    shown = true
  }
  return {
    update,
    end: () => {
      if (shown && isTerminal) process.stderr.write('\n')
    },
  }
}

function duration(seconds: number, language: Language): string {
  const whole = Math.ceil(seconds)
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  if (language === 'zh') return h > 0 ? `${h} 小时 ${m} 分` : m > 0 ? `${m} 分 ${s} 秒` : `${s} 秒`
  return h > 0 ? `${h} h ${m} min` : m > 0 ? `${m} min ${s} s` : `${s} s`
}
