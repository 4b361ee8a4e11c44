import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Archive } from '../../src/app/archive.ts'
import { type ArchivedDocument, archiveDocument } from '../../src/app/archive-document.ts'
import { saveHeadCounts } from '../../src/store/queries/head-counts.ts'
import { openStore } from '../../src/store/open-store.ts'
import { saveDisclosure } from '../../src/store/save-disclosure.ts'

type Archived = ArchivedDocument['archived']

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))

/** A name that would break out of markup, were it not escaped. */
export const HOSTILE = '上海市普陀区<script>alert(1)</script>"&\'局'

/** Ids of what stands in the archive of samples. */
export interface SampleArchive {
  readonly archive: Archive
  /** The invented department of the samples, with 2023 and 2024. */
  readonly department: number
  /** Its budget of 2024 as printed in a PDF, with mistakes. */
  readonly pdf: number
  /** Its correct budget of 2024, a docx. */
  readonly docx: number
  /** Its budget of 2024 with a total left blank, an xlsx. */
  readonly blank: number
  /** A department with a hostile name, in 普陀区. */
  readonly hostile: number
  close(): Promise<void>
}

/** An archive in a folder of its own with the project's own samples: two years of one department, three formats, and a hostile one. */
export async function openSampleArchive(): Promise<SampleArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-portal-'))
  await chmod(folder, 0o755)
  const store = await openStore({ folder })
  const archive = Archive.over(store)
  const save = async (file: string, change: (archived: Archived) => Archived = (a) => a) => {
    const bytes = await readFile(`${SAMPLES}${file}`)
    const read = await archiveDocument(bytes, file)
    if (!read.ok) throw new Error(read.message.en)
    const archived = change(read.archived)
    await store.files.keep(bytes)
    return await saveDisclosure(store, archived)
  }
  const docx = await save('correct.docx')
  const pdf = await save('as-printed.pdf')
  const blank = await save('blank-total.xlsx')
  await save('correct.txt', (archived) => ({
    ...archived,
    year: 2023,
    tables: archived.tables.map((table) => ({
      ...table,
      claims: table.claims.map((claim) => (claim.amount === null ? claim : { ...claim, amount: 2 * claim.amount })),
    })),
    facts: archived.facts.map((fact) => ({ ...fact, amount: 2 * fact.amount })),
    cuts: archived.cuts.map((cut) => ({ ...cut, sum: 2 * cut.sum, total: cut.total === null ? null : 2 * cut.total })),
  }))
  const hostile = await save('correct.html', (archived) => ({
    ...archived,
    department: { name: HOSTILE, code: null },
    divisions: ['310107', '310000', 'CN'],
    projects: archived.projects.map((project) => ({ ...project, name: `${project.name}<img src=x>` })),
  }))
  await saveHeadCounts(store, [{ division: '310107', year: 2023, kind: 'population', count: 1_239_800, source: '示例公报' }])
  return {
    archive,
    department: docx.departmentId,
    docx: docx.disclosureId,
    pdf: pdf.disclosureId,
    blank: blank.disclosureId,
    hostile: hostile.departmentId,
    close: async () => {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
