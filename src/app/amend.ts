import type { FindingResult } from '../budget/check-result.ts'
import type { Words } from '../budget/finding.ts'
import { applyRepairs, type Repair, repairsOf } from '../document/repair.ts'
import { checkDocument } from './check-document.ts'
import type { Accepted, Checked, Download, Refused } from './checked.ts'
import { whereIs } from './where-is.ts'

/** Whom tracked changes and notes are from. */
const AUTHOR = '明账'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * One document with its accepted corrections: a Word document with tracked changes, a workbook with notes on the cells, anything else as a
 * freshly set Word document with the corrections made. Only a correction that is the one explanation of its finding is made; with `'all'`,
 * those of every error. What could not be written is said in `skipped`. Never throws for content.
 *
 * @param accepted ids of findings, as in the check's JSON, or `'all'`
 * @param date of the tracked changes, ISO 8601 to the second
 */
export async function amend(bytes: Uint8Array, file: string, accepted: Accepted, date: string): Promise<Download | Refused> {
  const checked = await checkDocument(bytes, file)
  if (!checked.ok) return checked
  const { repairs, skipped } = choose(checked.result, accepted)
  const made = await write(bytes, checked, repairs, file, date)
  const lost = made.unplaced.map((repair) => unplacedWords(repair))
  return {
    ok: true,
    name: made.name,
    type: made.type,
    bytes: made.bytes,
    repairs: repairs.length - lost.length,
    skipped: [...skipped, ...lost],
  }
}

/** The repairs of the accepted findings, each once, and why the others have none. */
function choose(result: Checked['result'], accepted: Accepted): { repairs: Repair[]; skipped: Words[] } {
  const chosen = new Map<string, Repair>()
  const skipped: Words[] = []
  for (const [i, finding] of result.zh.findings.entries()) {
    if (accepted === 'all' ? finding.severity !== 'error' : !accepted.includes(finding.id)) continue
    const repairs = repairsOf(finding)
    if (repairs === null) skipped.push(withoutRepair(finding, result.en.findings[i] ?? finding))
    else for (const repair of repairs) chosen.set(JSON.stringify(repair), repair)
  }
  if (accepted !== 'all') {
    const known = new Set(result.zh.findings.map((finding) => finding.id))
    for (const id of accepted) if (!known.has(id)) skipped.push(unknownId(id))
  }
  return { repairs: [...chosen.values()], skipped }
}

interface Made {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  readonly unplaced: readonly Repair[]
}

/** Writers are loaded when they are asked for. */
async function write(bytes: Uint8Array, checked: Checked, repairs: readonly Repair[], file: string, date: string): Promise<Made> {
  const stem = file.replace(/\.[^.]+$/u, '')
  const { document } = checked
  if (document.type === 'docx') {
    const { amendDocx } = await import('../formats/docx/amend.ts')
    return { name: `${stem}-修订稿.docx`, type: DOCX, ...amendDocx(bytes, repairs, { author: AUTHOR, date }) }
  }
  if (document.type === 'xlsx') {
    const { amendXlsx } = await import('../formats/xlsx/amend.ts')
    return { name: `${stem}-批注稿.xlsx`, type: XLSX, ...amendXlsx(bytes, repairs, { author: AUTHOR }) }
  }
  const { writeDocx } = await import('../formats/docx/write.ts')
  const amended = applyRepairs(document, repairs)
  const author = checked.result.zh.document.department.name ?? ''
  const set = await writeDocx(amended.document, { title: stem, language: 'zh-CN', author })
  return { name: `${stem}-修订稿.docx`, type: DOCX, bytes: set, unplaced: amended.unplaced }
}

function withoutRepair(zh: FindingResult, en: FindingResult): Words {
  if (zh.suspects.length === 0) {
    return {
      zh: `没有可以直接写入的数字，请人工处理：${zh.message}`,
      en: `No figure to write; please see to it by hand: ${en.message}`,
    }
  }
  if (zh.suspects.some((suspect) => suspect.claim === null)) {
    return {
      zh: `缺少一行，请人工补上：${zh.message}`,
      en: `A row is missing; please add it by hand: ${en.message}`,
    }
  }
  return {
    zh: `有几种更正都说得通，须对照原始账目，没有写入：${zh.message}`,
    en: `Several corrections are possible and the accounts must decide; nothing was written: ${en.message}`,
  }
}

function unplacedWords({ place, printed, proposed }: Repair): Words {
  const [zh, en] = [whereIs(place, 'zh'), whereIs(place, 'en')]
  return {
    zh: `${zh}：原文中没有找到可以改动的“${printed}”，请人工改为“${proposed}”。`,
    en: `${en}: “${printed}” was not found as text that can be changed; please change it to “${proposed}” by hand.`,
  }
}

function unknownId(id: string): Words {
  const short = id.slice(0, 40)
  return {
    zh: `没有编号为 ${short} 的发现，请重新核对后再选。`,
    en: `There is no finding ${short}; check the file again and choose anew.`,
  }
}
