import type { Words } from '../budget/finding.ts'
import type { Dimension } from '../budget/slice.ts'

/** What people call a node of a dimension. Formats know no catalogue: who calls a writer brings the names along. */
export type NodeNames = (dimension: Dimension, node: string) => Words
