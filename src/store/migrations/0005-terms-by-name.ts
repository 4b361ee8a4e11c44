/** A term is found by its own name as well as by what it means. Pairs of characters are reckoned anew by step 12, those of terms with their names. */
export function up(): Promise<void> {
  return Promise.resolve()
}
