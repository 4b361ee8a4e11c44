/** `total` columns over `parts` cells, the later ones taking what is left over. */
export function evenly(total: number, parts: number): number[] {
  const base = Math.floor(total / parts)
  const rest = total - base * parts
  return Array.from({ length: parts }, (_, i) => base + (i >= parts - rest ? 1 : 0))
}
