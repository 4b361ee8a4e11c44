/** An edge of a box as it is kept: to hundredths of a point, finer than anything is printed. */
export function hundredths(points: number): number {
  return Math.round(points * 100) / 100
}
