export type Language = 'zh' | 'en'

export const LANGUAGES: readonly Language[] = ['zh', 'en']

/** BCP 47 tags for `lang` attributes. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' }

/** The language that was asked for (`?lang=`, `lang` of a page): Chinese first, English at a switch. */
export function chooseLanguage(asked: string | null | undefined): Language {
  return languageOf(asked ?? '') ?? 'zh'
}

function languageOf(tag: string): Language | null {
  const primary = tag.trim().toLowerCase().split(/[-_]/u)[0]
  return LANGUAGES.find((language) => language === primary) ?? null
}
