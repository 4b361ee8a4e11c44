export type Language = 'zh' | 'en'

export const LANGUAGES: readonly Language[] = ['zh', 'en']

/** BCP 47 tags for `lang` attributes. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' }

/** The language that was asked for: `?lang=` first, then the first known one of Accept-Language, otherwise Chinese. */
export function chooseLanguage(asked: string | null | undefined, accepted: string | null | undefined): Language {
  const explicit = languageOf(asked ?? '')
  if (explicit !== null) return explicit
  const ranked = (accepted ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(';')
      const quality = Number(
        parameters
          .find((p) => p.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      )
      return { tag, quality: Number.isFinite(quality) ? quality : 0 }
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { tag } of ranked) {
    const language = languageOf(tag)
    if (language !== null) return language
  }
  return 'zh'
}

function languageOf(tag: string): Language | null {
  const primary = tag.trim().toLowerCase().split(/[-_]/u)[0]
  return LANGUAGES.find((language) => language === primary) ?? null
}
