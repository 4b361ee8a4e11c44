import { strToU8, zipSync } from 'fflate'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/gu, (c) => ENTITIES[c] ?? c)
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The relationships part of an Office package: id, kind and target of each. */
export function relationships(links: readonly (readonly [id: string, kind: string, target: string])[]): string {
  const rows = links.map(([id, kind, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`)
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`
}

/** Parts as an Office package, in their order and always dated alike, so that the same parts give the same bytes anywhere. */
export function packageOf(parts: Readonly<Record<string, string>>): Uint8Array {
  const files = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strToU8(part)]))
  return zipSync(files, { level: 9, mtime: new Date(2024, 0, 1) })
}
