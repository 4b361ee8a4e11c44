import { destination, type Logger, pino } from 'pino'

/** A line of JSON for each event on standard error. Requests are told from `info` on (MINGZHANG_LOG=info); by default what failed and what was turned away. */
export function openLog(level: string = process.env['MINGZHANG_LOG'] ?? 'warn'): Logger {
  const known = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'].includes(level) ? level : 'warn'
  return pino(
    { level: known, base: { program: 'mingzhang' }, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ dest: 2, sync: true }),
  )
}
