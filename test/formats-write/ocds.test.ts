import { readFileSync } from 'node:fs'
import AjvDraft4 from 'ajv-draft-04'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeOcds } from '../../src/formats/ocds/write.ts'
import { accounts, NAMES } from './accounts.ts'
import { OPTIONS } from './tables.ts'

const OCDS_OPTIONS = { ...OPTIONS, names: NAMES }

interface Package {
  releases: { ocid?: string; planning: { budget: { amount: { amount: number } } }; tender: Record<string, unknown> }[]
}

/** The release package's schema with the release's, to which it points. Formats of texts (dates, addresses) are checked by hand below. */
function ocdsSchema(): (data: unknown) => string[] {
  const schema = (name: string): object =>
    JSON.parse(readFileSync(new URL(`../fixtures/schemas/${name}`, import.meta.url), 'utf8')) as object
  const ajv = new AjvDraft4.default({ strict: false, allErrors: true, validateFormats: false })
  ajv.addSchema(schema('ocds-release-schema.json'))
  const validate = ajv.compile(schema('ocds-release-package-schema.json'))
  return (data) => (validate(data) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`))
}

const faultsOf = ocdsSchema()

function parsed(bytes: Uint8Array | null): Package {
  if (bytes === null) throw new Error('nothing was written')
  return JSON.parse(new TextDecoder().decode(bytes)) as Package
}

test('every procurement budget gives a package that OCDS 1.1 accepts, with a release a line and the amounts in yuan', () => {
  fc.assert(
    fc.property(accounts, (account) => {
      const bytes = writeOcds(account, OCDS_OPTIONS)
      if (account.procurement.length === 0) {
        expect(bytes).toBeNull()
        return
      }
      const written = parsed(bytes)
      expect(faultsOf(written)).toEqual([])
      expect(written.releases.map((release) => Math.round(release.planning.budget.amount.amount * 100))).toEqual(
        account.procurement.map((line) => line.amount),
      )
      expect(new Set(written.releases.map((release) => release.ocid)).size).toBe(account.procurement.length)
      expect(writeOcds(account, OCDS_OPTIONS)).toEqual(bytes)
    }),
    { seed: 20240103, numRuns: 100 },
  )
})

test('goods, works and services come from the catalogue, the share for small enterprises is said, and a missing ocid is caught', () => {
  const base = fc.sample(accounts, { seed: 3, numRuns: 1 })[0]
  if (base === undefined) throw new Error('no account')
  const line = {
    project: '道路建设',
    goods: '道路建设工程',
    catalogue: 'B02040000',
    measure: '项',
    quantity: 1,
    unitPrice: 18_000_000,
    fund: 'government-fund',
    amount: 18_000_000,
    reservedForSmall: 7_200_000,
  }
  const disclosure = { ...base.disclosure, department: { code: '999', name: '示例县财政局' }, year: 2024 }
  const written = parsed(writeOcds({ ...base, disclosure, procurement: [line] }, { ...OCDS_OPTIONS, published: '2024-02-20' }))
  expect(written).toMatchObject({
    version: '1.1',
    publishedDate: '2024-02-20T00:00:00+08:00',
    releases: [
      {
        ocid: 'ocds-xxxxxx-999-2024-0001',
        tag: ['planning'],
        planning: {
          rationale: '预留中小微企业份额 72000.00 元',
          budget: { project: '道路建设', amount: { amount: 180_000, currency: 'CNY' } },
        },
        tender: { mainProcurementCategory: 'works', items: [{ quantity: 1, classification: { id: 'B02040000' } }] },
      },
    ],
  })
  delete written.releases[0]?.ocid
  expect(faultsOf(written)).not.toEqual([])
})
