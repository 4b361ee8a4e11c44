import type { CellMerge, RowShape } from '../doc/table-collector.ts'

const PLAIN: CellMerge = { horizontal: false, vertical: 'none' }

/** The cells of a row as RTF defines them, word by word: where each ends and how it is merged. */
export class RowDefinition {
  #left = 0
  #ends: number[] = []
  #merges: CellMerge[] = []
  #next: CellMerge = PLAIN

  /** Hears a control word; whether it was one of a row's definition. */
  hear(word: string, value: number | null): boolean {
    switch (word) {
      case 'trowd':
        this.#left = 0
        this.#ends = []
        this.#merges = []
        this.#next = PLAIN
        return true
      case 'trleft':
        this.#left = value ?? 0
        return true
      case 'clmrg':
        this.#next = { ...this.#next, horizontal: true }
        return true
      case 'clvmgf':
        this.#next = { ...this.#next, vertical: 'restart' }
        return true
      case 'clvmrg':
        this.#next = { ...this.#next, vertical: 'continue' }
        return true
      case 'cellx':
        this.#ends.push(value ?? 0)
        this.#merges.push(this.#next)
        this.#next = PLAIN
        return true
      default:
        return false
    }
  }

  /** Null where no cell is defined. */
  shape(): RowShape | null {
    const [first] = this.#ends
    if (first === undefined) return null
    // Some programs give no left edge, and begin left of the margin.
    return { edges: [Math.min(this.#left, first - 1), ...this.#ends], merges: this.#merges }
  }
}
