import type { CycleSettings } from '../compile/cycles.ts'

const YUAN = 100

/** What the invented bureau sets for a year: its own due days, and quotas that say by their document that they are a demonstration. */
export function demoSettings(year: number): CycleSettings {
  const basis = `青财预〔${year - 1}〕19号（演示）`
  return {
    due: {
      'submit-first': `${year - 1}-09-30`,
      'issue-control': `${year - 1}-11-30`,
      'submit-second': `${year - 1}-12-15`,
      collect: `${year - 1}-12-25`,
      'submit-final': `${year + 1}-03-31`,
    },
    quotas: [
      { economic: '30302', per: { people: ['retired'], by: 'actual' }, amount: 3_600 * YUAN, basis },
      { economic: '30201', per: { people: ['administrative'], by: 'actual' }, amount: 2_850 * YUAN, basis },
    ],
  }
}
