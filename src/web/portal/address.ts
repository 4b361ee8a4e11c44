import type { Language } from '../language.ts'
import type { DocumentKey } from './views.ts'

/** Which document of which department. */
type Document = Pick<DocumentKey, 'departmentId' | 'id'>
export type Params = Readonly<Record<string, string | number | readonly string[] | null | undefined>>

/** An address of the portal, in the page's language: Chinese is what an address without one means. */
export function address(language: Language, path: string, params: Params = {}, fragment = ''): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined || value === '') continue
    for (const each of typeof value === 'object' ? value : [value]) query.append(name, String(each))
  }
  if (language === 'en') query.set('lang', 'en')
  const text = query.toString()
  return `${path}${text === '' ? '' : `?${text}`}${fragment === '' ? '' : `#${fragment}`}`
}

export function departmentAddress(language: Language, { departmentId, year, stage, scope }: DocumentKey): string {
  return address(language, `/department/${departmentId}`, { year, stage, scope })
}

/** The page of one figure of a document. */
export function figureAddress(language: Language, key: Document, claim: number): string {
  return address(language, `/department/${key.departmentId}/${key.id}/figure/${claim}`)
}

export function tableAddress(language: Language, key: Document, n: number): string {
  return address(language, `/department/${key.departmentId}/${key.id}/table/${n}`)
}

export function projectAddress(language: Language, key: Document, n: number): string {
  return address(language, `/department/${key.departmentId}/${key.id}/project/${n}`)
}

export function passageAddress(language: Language, key: Document, n: number): string {
  return address(language, `/department/${key.departmentId}/${key.id}/passage/${n}`)
}

export function placeAddress(language: Language, code: string): string {
  return address(language, `/place/${encodeURIComponent(code)}`)
}

/** One document of a department, also where another one counts. */
export function copyAddress(language: Language, document: Document): string {
  return address(language, `/department/${document.departmentId}`, { document: document.id })
}
