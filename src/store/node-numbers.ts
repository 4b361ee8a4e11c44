import { type Kysely, sql } from 'kysely'
import type { Dimension } from '../budget/slice.ts'
import type { Schema } from './schema.ts'

/** What stands for "all of it" in a column: the dimension is not named. */
export const ALL = 0

/** What is kept as a number: every dimension of a fact, and its cut, stage and scope. */
export type Numbered = Dimension | 'cut' | 'scope'

/** Dimensions whose nodes are official codes: the number is the code itself. */
const CODED: ReadonlySet<string> = new Set(['function', 'economic', 'government-economic'])
/** Entries kept in memory: projects are many, and what falls out is asked for again. */
const MOST_KNOWN = 100_000

/**
 * Nodes as numbers and back. An official code is its own number; a project has one in `project_name`, any other node (a fund, a cut, a code that is no
 * number) in `node`: given at its first use and never changed. A code that is no number is negative, so that it is never taken for a code.
 */
export class NodeNumbers {
  readonly #db: Kysely<Schema>
  readonly #numbers = new Map<string, number>()
  readonly #nodes = new Map<Numbered, Map<number, string>>()

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  /** The number of a node; made where it is new. `undefined`, all of it, is 0. */
  async number(dimension: Numbered, node: string | undefined): Promise<number> {
    const found = node === undefined ? ALL : await this.find(dimension, node)
    if (found !== null || node === undefined) return found ?? ALL
    // In a transaction of its own: a number stays given, whatever becomes of the disclosure that brought it.
    if (dimension === 'project')
      await sql`INSERT INTO project_name (name) VALUES (${node}) ON CONFLICT DO NOTHING`.execute(this.#db)
    else await sql`INSERT INTO node (dimension, node) VALUES (${dimension}, ${node}) ON CONFLICT DO NOTHING`.execute(this.#db)
    const made = await this.find(dimension, node)
    if (made === null) throw new Error(`no number for ${dimension} ${node}`)
    return made
  }

  /** The number of a node that is there; null for one that no fact has. */
  async find(dimension: Numbered, node: string): Promise<number | null> {
    if (CODED.has(dimension) && /^[1-9]\d{2,8}$/u.test(node)) return Number(node)
    const known = this.#numbers.get(`${dimension}\n${node}`)
    if (known !== undefined) return known
    const { rows } =
      dimension === 'project'
        ? await sql<{ id: number }>`SELECT id FROM project_name WHERE name = ${node}`.execute(this.#db)
        : await sql<{ id: number }>`SELECT id FROM node WHERE dimension = ${dimension} AND node = ${node}`.execute(this.#db)
    const [row] = rows
    if (row === undefined) return null
    const number = CODED.has(dimension) ? -row.id : row.id
    this.#remember(dimension, number, node)
    return number
  }

  /** The nodes of several numbers of one dimension; 0 is undefined. */
  async names(dimension: Numbered, numbers: Iterable<number>): Promise<Map<number, string | undefined>> {
    const known = this.#nodes.get(dimension)
    const isCoded = CODED.has(dimension)
    const names = new Map<number, string | undefined>()
    const missing = new Set<number>()
    for (const n of numbers) {
      if (names.has(n)) continue
      if (n === ALL) names.set(n, undefined)
      else if (isCoded && n > 0) names.set(n, String(n))
      else if (known?.has(n) === true) names.set(n, known.get(n))
      else missing.add(n)
    }
    if (missing.size === 0) return names
    const ids = [...missing].map(Math.abs)
    const { rows } =
      dimension === 'project'
        ? await sql<{ id: number; node: string }>`SELECT id, name AS node FROM project_name WHERE id = ANY(${ids})`.execute(
            this.#db,
          )
        : await sql<{ id: number; node: string }>`SELECT id, node FROM node WHERE id = ANY(${ids})`.execute(this.#db)
    for (const { id, node } of rows) {
      const number = isCoded ? -id : id
      this.#remember(dimension, number, node)
      names.set(number, node)
    }
    for (const n of missing) if (!names.has(n)) names.set(n, undefined)
    return names
  }

  #remember(dimension: Numbered, number: number, node: string): void {
    if (this.#numbers.size >= MOST_KNOWN) {
      this.#numbers.clear()
      this.#nodes.clear()
    }
    this.#numbers.set(`${dimension}\n${node}`, number)
    const nodes = this.#nodes.get(dimension) ?? new Map<number, string>()
    this.#nodes.set(dimension, nodes.set(number, node))
  }
}
