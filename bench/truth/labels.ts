import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DIMENSIONS } from '../../src/budget/slice.ts'

/** What people saw in a published document: the format `mingzhang/labels/1`, described in docs/labels.md. */

const slice = z.partialRecord(z.enum(DIMENSIONS), z.string())

const table = z.strictObject({
  form: z.string(),
  title: z.string(),
  pages: z.array(z.int().positive()).min(1),
  empty: z.boolean().optional(),
  zero: z.boolean().optional(),
  money: z.boolean().optional(),
  statutory: z.boolean().optional(),
})

const amount = z.strictObject({
  page: z.int().positive(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  nth: z.int().positive().optional(),
  printed: z.string(),
  form: z.string(),
  unit: z.string(),
  amount: z.int(),
  slices: z.array(slice),
})

const mistake = z.strictObject({
  page: z.int().positive(),
  printed: z.string(),
  code: z.string(),
  should: z.string().nullable(),
  reason: z.string(),
  rounding: z.boolean().optional(),
})

const labels = z.strictObject({
  format: z.literal('mingzhang/labels/1'),
  document: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  tables: z.array(table),
  amounts: z.array(amount),
  mistakes: z.array(mistake),
})

export type TableLabel = z.infer<typeof table>
export type AmountLabel = z.infer<typeof amount>
export type MistakeLabel = z.infer<typeof mistake>
export type Labels = z.infer<typeof labels>

/** All labels of a folder by the SHA-256 of their document. Throws where a file is no labels, with its name. */
export function readLabels(folder: string): Map<string, Labels> {
  if (!existsSync(folder)) throw new Error(`没有标注文件夹 no folder of labels: ${folder}`)
  const byHash = new Map<string, Labels>()
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const parsed = labels.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
    if (!parsed.success) throw new Error(`标注有误 no proper labels: ${name}\n${z.prettifyError(parsed.error)}`)
    byHash.set(parsed.data.sha256, parsed.data)
  }
  return byHash
}
