import type { Limits } from '../limits.ts'
import { readXmlPart } from './xml.ts'
import type { Zip } from './zip.ts'

/** A link from one part of an office file to another. */
export interface Relationship {
  readonly id: string
  /** Last word of its type: `officeDocument`, `worksheet`, `styles`, … */
  readonly kind: string
  /** Path of the target inside the container. */
  readonly target: string
}

/** The links of one part (`''` for the whole package), or none where there is no such list. Links out of the file are left out. */
export function relationshipsOf(zip: Zip, part: string, limits: Limits): Relationship[] {
  const slash = part.lastIndexOf('/') + 1
  const folder = part.slice(0, slash)
  const list = `${folder}_rels/${part.slice(slash)}.rels`
  if (!zip.has(list)) return []
  const links: Relationship[] = []
  readXmlPart(zip, list, limits, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return
      const { Id: id = '', Type: type = '', Target: target = '' } = attributes
      links.push({ id, kind: type.slice(type.lastIndexOf('/') + 1), target: resolve(folder, target) })
    },
    close() {},
    text() {},
  })
  return links
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const path: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.' && step !== '') path.push(step)
  }
  return path.join('/')
}
