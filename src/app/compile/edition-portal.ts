import type { Words } from '../../budget/finding.ts'
import { divisionOf, divisionsAbove } from '../../catalogue/divisions.ts'
import type { Store } from '../../store/open-store.ts'
import { importBytes } from '../import-bytes.ts'
import { readLedgerText } from '../ledger-bytes.ts'
import type { BudgetRow } from './budget-row.ts'
import type { EditionRow } from './edition-row.ts'

export interface Brought {
  readonly ok: true
  readonly departmentId: number
  readonly disclosureId: number
}

/** Of the formats that are published, the one that a reader of the portal is led back to: its pages can be shown. */
const FILE = 'disclosure.pdf'
/** Said of what is in the portal and not public yet. */
const AWAITING = '已生成，待公开 Made, and not published yet'

/**
 * Brings the printed disclosure into the portal as any other, kept from the public. Done again, it finds what it brought. Who published what for when is
 * known and need not be read.
 */
export async function bringIntoPortal(
  store: Store,
  row: BudgetRow,
  edition: EditionRow,
  { actor, today }: { readonly actor: string; readonly today: string },
): Promise<Brought | { readonly ok: false; readonly refusals: readonly Words[] }> {
  const file = edition.files.find(({ path }) => path === FILE)
  const bytes = file === undefined ? null : await store.files.read(file.sha256)
  if (bytes === null) throw new Error(`${FILE} of edition ${edition.n} of budget ${row.id} is not kept`)
  const version = await store.db
    .selectFrom('budget_version')
    .select('ledger')
    .where('budget_id', '=', row.id)
    .where('n', '=', edition.version)
    .executeTakeFirstOrThrow()
  const ledger = readLedgerText(version.ledger)
  const { name } = ledger.department
  const divisions = await placesOf(store, row, name)
  const stage = edition.stage === 'final' ? '决算' : '预算'
  const result = await importBytes(store, bytes, `${name}${row.year}年${stage}公开（第${edition.n}版）.pdf`, {
    actor,
    withheld: AWAITING,
    edition: edition.n,
    known: {
      department: { name, code: ledger.department.code === '' ? null : ledger.department.code },
      year: row.year,
      stage: edition.stage,
      scope: row.kind,
      published: today,
      ...(divisions.length === 0 ? {} : { divisions }),
    },
    record: async ({ departmentId, disclosureId }, tx = undefined) => {
      if (departmentId === undefined || disclosureId === undefined) return
      await (tx ?? store.db)
        .updateTable('edition')
        .set({ department_id: departmentId, disclosure_id: disclosureId })
        .where('budget_id', '=', row.id)
        .where('n', '=', edition.n)
        .execute()
    },
  })
  const { departmentId, disclosureId } = result
  if (departmentId === undefined || disclosureId === undefined) {
    const why = result.note?.message ?? { zh: '', en: '' }
    return {
      ok: false,
      refusals: [
        {
          zh: `没有公开：生成的文件不能读回。${why.zh}`,
          en: `Not published: the file that was made cannot be read back. ${why.en}`,
        },
      ],
    }
  }
  const kept = await store.db
    .selectFrom('disclosure')
    .select('withheld_reason')
    .where('department_id', '=', departmentId)
    .where('id', '=', disclosureId)
    .executeTakeFirstOrThrow()
  const reason = kept.withheld_reason
  if (reason !== null && reason !== AWAITING)
    return {
      ok: false,
      refusals: [
        {
          zh: `没有公开：门户中的同一份文件已被撤下，理由是“${reason}”。请先由发布员恢复公开。`,
          en: `Not published: the same file was taken down from the portal ("${reason}"). A publisher has to give it back first.`,
        },
      ],
    }
  return { ok: true, departmentId, disclosureId }
}

/** Where its department belongs: by its own name, else by that of the division whose cycle it is in. Empty where neither says. */
async function placesOf(store: Store, row: BudgetRow, name: string): Promise<readonly string[]> {
  const root = await store.db
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', row.path[0] ?? 0)
    .executeTakeFirst()
  const division = divisionOf(name) ?? divisionOf(root?.name ?? '')
  return division === null ? [] : divisionsAbove(division.code).map(({ code }) => code)
}
