import { strToU8, zipSync } from 'fflate'

/** The first moment that a zip can tell, in local time as zips tell it: the same bytes on any day and in any time zone. */
const NO_TIME = new Date(1980, 0, 1)

/** Parts (by path) as a zip, in their order and undated: the same parts give the same bytes. */
export function writeZip(parts: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const files = [...parts].map(([path, part]) => [path, typeof part === 'string' ? strToU8(part) : part] as const)
  return zipSync(Object.fromEntries(files), { level: 6, mtime: NO_TIME })
}
