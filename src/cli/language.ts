import type { Language } from '../app/check-result.ts'
import type { Words } from '../budget/finding.ts'

/** `--lang` first, then `LANG=en*`; Chinese otherwise. */
export function chosenLanguage(asked: string | undefined, environment: Readonly<Record<string, string | undefined>>): Language {
  if (asked !== undefined) return asked.toLowerCase().startsWith('en') ? 'en' : 'zh'
  const lang = environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? ''
  return lang.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

/** Words for both languages, chosen later. */
export function words(zh: string, en: string): Words {
  return { zh, en }
}
