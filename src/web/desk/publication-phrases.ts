import type { Words } from '../../budget/finding.ts'

/** What the pages of clearing and publishing say. */
export const PUBLICATION_PHRASES = {
  title: { zh: '公开', en: 'Publication' },
  lead: {
    zh: '公开的是已批复的那一版。送审时生成一次全部文件，保密审查看的就是这些文件，公开的也是这些文件。',
    en: 'What is published is the version that was approved. All files are made once when it is sent; those are what the secrecy review looks at, and those are published.',
  },
  none: { zh: '没有已批复的预算。', en: 'There is no approved budget.' },
  listCaption: { zh: '已批复的预算和它们的公开情况', en: 'Approved budgets, and what was published of them' },
  colBudget: { zh: '预算', en: 'Budget' },
  colYear: { zh: '年度', en: 'Year' },
  colState: { zh: '环节', en: 'Stands at' },
  colEditions: { zh: '已公开版数', en: 'Editions published' },
  department: { zh: '（部门）', en: ' (department)' },
  toDraft: { zh: '看预算', en: 'See the budget' },
  steps: { zh: '办理', en: 'To be done' },
  noSteps: { zh: '现在没有等您办理的。', en: 'Nothing waits for you here.' },
  notYet: { zh: '现在还不能办理：', en: 'Not yet: ' },
  waiting: { zh: '第{n}版，尚未公开', en: 'Edition {n}, not published yet' },
  stage_budget: { zh: '预算', en: 'Budget' },
  stage_final: { zh: '决算', en: 'Final account' },
  published: { zh: '第{n}版，已公开', en: 'Edition {n}, published' },
  correction: { zh: '更正理由：{reason}', en: 'Correction: {reason}' },
  look: { zh: '将要公开的文件', en: 'Files to be published' },
  lookHint: {
    zh: '通过审查时，下面这份清单的哈希记入审计记录；公开的文件与它不同，读者一查便知。',
    en: 'When it is cleared the hash of this manifest goes into the audit trail; anyone can tell if what is published were other files.',
  },
  manifest: { zh: '清单（manifest.json）的 SHA-256', en: 'SHA-256 of manifest.json' },
  ledger: { zh: '批复的账本的 SHA-256', en: 'SHA-256 of the approved ledger' },
  preview: { zh: '全文（网页）', en: 'The whole text (web page)' },
  files: { zh: '全部文件', en: 'All files' },
  bytes: { zh: '{n} KB', en: '{n} KB' },
  findings: { zh: '读回核对发现', en: 'Found on reading it back' },
  noFindings: { zh: '读回核对，没有发现问题。', en: 'Read back and checked: nothing was found.' },
  sev_error: { zh: '错误', en: 'Error' },
  sev_warning: { zh: '提醒', en: 'Warning' },
  sev_note: { zh: '提示', en: 'Note' },
  all: { zh: '各版', en: 'Editions' },
  inPortal: { zh: '在门户中看', en: 'See it in the portal' },
  publicFiles: { zh: '公开的文件', en: 'Published files' },
  made: { zh: '生成于', en: 'Made' },
} as const satisfies Record<string, Words>

export type PublicationPhrase = keyof typeof PUBLICATION_PHRASES
