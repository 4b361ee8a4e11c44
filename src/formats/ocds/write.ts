import type { Account, ProcurementLine } from '../../budget/account.ts'
import type { Fen } from '../../budget/amount.ts'
import { printFen } from '../../budget/amount.ts'
import type { NodeNames } from '../node-names.ts'
import type { WriteOptions } from '../write-options.ts'

export interface OcdsOptions extends WriteOptions {
  readonly names: NodeNames
  /** Where the package will be found. Default: a name that leads nowhere, since where a department publishes is not known. */
  readonly uri?: string
  /** Prefix that the Open Contracting Partnership gave the publisher. Default: its placeholder `ocds-xxxxxx`. */
  readonly ocidPrefix?: string
  /** Day of publication (`2024-02-20`). Default: the first day of the budget's year, since no clock is read. */
  readonly published?: string
}

const SCHEME = 'CN-政府采购目录'
const FEN_PER_YUAN = 100
/** Goods, works or services by the first letter of the catalogue number. */
const CATEGORY: Readonly<Record<string, 'goods' | 'works' | 'services'>> = { A: 'goods', B: 'works', C: 'services' }

/**
 * The procurement budget as an OCDS 1.1 package: one planning release a line, with amounts in yuan. Null where nothing is to be bought. A share
 * reserved for small enterprises has no field in OCDS and stands in the rationale.
 */
export function writeOcds(account: Account, options: OcdsOptions): Uint8Array | null {
  if (account.procurement.length === 0) return null
  const { department, year } = account.disclosure
  const date = `${options.published ?? `${year ?? 1980}-01-01`}T00:00:00+08:00`
  const buyer = { id: `CN-${department.code ?? 'department'}`, name: department.name ?? options.author }
  const stem = `${department.code ?? 'department'}-${year ?? 'undated'}`
  const releases = account.procurement.map((line, i) => {
    const number = `${stem}-${String(i + 1).padStart(4, '0')}`
    return {
      ocid: `${options.ocidPrefix ?? 'ocds-xxxxxx'}-${number}`,
      id: `${number}-planning`,
      date,
      tag: ['planning'],
      initiationType: 'tender',
      language: 'zh',
      parties: [{ ...buyer, roles: ['buyer'] }],
      buyer,
      planning: planning(line, number, options.names),
      tender: tender(line, number),
    }
  })
  const document = {
    uri: options.uri ?? `urn:mingzhang:ocds:${stem}`,
    version: '1.1',
    publishedDate: date,
    publisher: { name: options.author },
    releases,
  }
  return new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`)
}

function planning(line: ProcurementLine, number: string, names: NodeNames): object {
  const fund = line.fund === '' ? '' : `（${names('fund', line.fund).zh}）`
  return {
    ...(line.reservedForSmall === 0
      ? {}
      : { rationale: `预留中小微企业份额 ${printFen(line.reservedForSmall, FEN_PER_YUAN, 2)} 元` }),
    budget: {
      id: number,
      description: `政府采购预算${fund}`,
      ...(line.project === '' ? {} : { project: line.project }),
      amount: money(line.amount),
    },
  }
}

function tender(line: ProcurementLine, number: string): object {
  const category = CATEGORY[line.catalogue[0] ?? '']
  return {
    id: `${number}-tender`,
    title: line.goods,
    status: 'planned',
    value: money(line.amount),
    ...(category === undefined ? {} : { mainProcurementCategory: category }),
    items: [
      {
        id: '1',
        description: line.goods,
        ...(line.catalogue === '' ? {} : { classification: { scheme: SCHEME, id: line.catalogue, description: line.goods } }),
        quantity: line.quantity,
        unit: { ...(line.measure === '' ? {} : { name: line.measure }), value: money(line.unitPrice) },
      },
    ],
  }
}

function money(fen: Fen): object {
  return { amount: Number(printFen(fen, FEN_PER_YUAN, 2)), currency: 'CNY' }
}
