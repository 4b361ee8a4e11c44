import { COUNTRY } from '../../catalogue/divisions.ts'
import type { Language } from '../language.ts'
import { PORTAL_PHRASES, type PortalPhrase, say } from './portal-phrases.ts'
import type { DocumentKey, PlaceName, Stage } from './views.ts'

/** What a department is called; some documents do not say. */
export function departmentName(name: string, language: Language): string {
  return name === '' ? say(language, 'noName') : name
}

/** 2025 年预算. */
export function yearAndKind({ year, stage }: Pick<DocumentKey, 'year' | 'stage'>, language: Language): string {
  if (year !== null) return say(language, `yearKind_${stage}`, { year })
  const parts = [say(language, 'yearUnknown'), stageName(stage, language)]
  return parts.join(language === 'zh' ? '，' : ', ')
}

export function stageName(stage: Stage, language: Language): string {
  return say(language, `kind_${stage}`)
}

export function placeName({ code, name }: PlaceName, language: Language): string {
  return code === COUNTRY.code ? say(language, 'wholeCountry') : name
}

/** A phrase whose key is put together from data; the data itself where there is none. */
export function sayOf(language: Language, prefix: string, id: string): string {
  const key = `${prefix}${id}`
  return isPhrase(key) ? say(language, key) : id
}

function isPhrase(key: string): key is PortalPhrase {
  return Object.hasOwn(PORTAL_PHRASES, key)
}

/** The day of a moment, YYYY-MM-DD. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
