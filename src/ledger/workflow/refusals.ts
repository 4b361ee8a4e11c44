import type { Words } from '../../budget/finding.ts'

/** Nothing where something holds, else the words. */
export function say(holds: boolean, zh: string, en: string): Words | null {
  return holds ? null : { zh, en }
}

/** That a document's day is not before that of what it rests on; nothing to say where either is not known. */
export function notBefore(day: string | null, since: string | null, zh: string, en: string): Words | null {
  return say(
    day === null || since === null || day >= since,
    `文件日期${day}早于${zh}的日期${since}。请核对日期。`,
    `The document's day ${day} is before ${en} on ${since}. Compare the days.`,
  )
}
