import type { Words } from '../budget/finding.ts'
import { applyChanges } from '../ledger/draft/changes.ts'
import { type Draft, readDraft, sheetwise } from '../ledger/draft/draft.ts'
import { type BudgetEntry, budgetEntryHash, draftHash } from '../store/budgets/entry-chain.ts'
import { ledgerBytes } from './ledger-bytes.ts'
import { sha256 } from './manifest.ts'

/** What a version says of the chain: its head then, and what was kept. */
export interface ChainedVersion {
  readonly n: number
  /** How many entries it holds. */
  readonly entries: number
  /** Hash of the last of them. */
  readonly head: string
  /** SHA-256 of its ledger's canonical bytes: what a publication's manifest names as `ledger`. */
  readonly ledger: string
}

/**
 * Goes along a budget's entries, from what the draft began as: each must follow the one before, be what it was when it was written, and fit the draft that the
 * ones before it make. The same walk over the database and over an exported file. Says no more after its first fault.
 */
export class EntryChainCheck {
  #draft: Draft
  #head: string
  #count = 0
  #fault: Words | null = null
  readonly #versions: ReadonlyMap<number, readonly ChainedVersion[]>
  readonly #isUnit: boolean
  #reproduced = 0

  /** @param opening as it is stored: a sheet that it lacks is empty, and its hash is that without it */
  constructor(opening: object, versions: readonly ChainedVersion[], kind: 'unit' | 'department') {
    this.#head = draftHash(opening)
    const known = opening as Partial<Draft>
    this.#draft = sheetwise((sheet) => known[sheet] ?? [])
    this.#versions = Map.groupBy(versions, ({ entries }) => entries)
    this.#isUnit = kind === 'unit'
    this.#lookAtVersions()
  }

  get fault(): Words | null {
    return this.#fault
  }
  /** Entries that are in order. */
  get count(): number {
    return this.#count
  }
  get head(): string {
    return this.#head
  }
  get draft(): Draft {
    return this.#draft
  }
  /** Versions whose ledger was made again from the entries, to the same bytes. A department's holds its units' money too: it is not made again here. */
  get reproduced(): number {
    return this.#reproduced
  }

  /** The next entry. False once something is wrong. */
  add({ hash, ...entry }: BudgetEntry & { readonly hash: string }): boolean {
    if (this.#fault !== null) return false
    const n = this.#count + 1
    if (entry.n !== n)
      return this.#fail(
        `应是第 ${n} 条，却是第 ${entry.n} 条：其间有记录被删去、插入或换了位置。`,
        `Should be entry ${n} and is entry ${entry.n}: something was removed, inserted or moved.`,
      )
    if (entry.previous !== this.#head)
      return this.#fail(
        n === 1
          ? '第 1 条没有接在草案的初始内容之后：初始内容或这一条被换过。'
          : `第 ${n} 条没有接在第 ${n - 1} 条之后：其中一条被换过。`,
        n === 1
          ? 'Entry 1 does not follow what the draft began as: one of the two was replaced.'
          : `Entry ${n} does not follow entry ${n - 1}: one of the two was replaced.`,
      )
    if (budgetEntryHash(entry) !== hash)
      return this.#fail(`第 ${n} 条的内容与它的哈希不符：被改动过。`, `Entry ${n} does not fit its hash: it was changed.`)
    const applied = applyChanges(this.#draft, entry.changes)
    if (!applied.ok)
      return this.#fail(`第 ${n} 条接不上此前的草案。`, `Entry ${n} does not fit the draft that the ones before it make.`)
    this.#draft = applied.draft
    this.#head = hash
    this.#count = n
    return this.#lookAtVersions()
  }

  /** After the last entry: whether all that were told of were there, and made the draft that is kept. */
  end({ entries, head, draft }: { readonly entries: number; readonly head: string; readonly draft: string }): boolean {
    if (this.#fault !== null) return false
    if (entries !== this.#count || head !== this.#head)
      return this.#fail(
        `应有 ${entries} 条，实有 ${this.#count} 条：末尾有记录被删去，或末条哈希被改过。`,
        `There should be ${entries} entries and there are ${this.#count}: the end was cut off, or the hash of the last was changed.`,
      )
    if (draftHash(this.#draft) !== draft)
      return this.#fail(
        '草案与逐条记录推出的结果不一致：草案被直接改动过。',
        'The draft is not what its entries make: it was changed without an entry.',
      )
    return true
  }

  #lookAtVersions(): boolean {
    for (const version of this.#versions.get(this.#count) ?? []) {
      if (version.head !== this.#head)
        return this.#fail(
          `第 ${version.n} 版记下的哈希不是第 ${this.#count} 条的：版本或记录被换过。`,
          `Version ${version.n} names another hash than that of entry ${this.#count}: one of the two was replaced.`,
        )
      if (this.#isUnit && sha256(ledgerBytes(readDraft(this.#draft).ledger)) === version.ledger) this.#reproduced++
    }
    return true
  }

  #fail(zh: string, en: string): false {
    this.#fault = { zh, en }
    return false
  }
}
