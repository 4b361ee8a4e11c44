import type { StateAnswer } from '../desk/desk-answers.ts'
import { deskPhrase } from '../desk/desk-phrases.ts'
import { chooseLanguage } from '../language.ts'
import { Desk } from './desk/desk.ts'
import { need } from './desk/page-parts.ts'

/** The desk's script: the page that the server drew has the budget in it, so that the grid is drawn without asking for anything. */
performance.mark('desk-script')
const main = need('main')
const language = chooseLanguage(document.documentElement.lang)
const { base = '', person = '', worker = '', choices = '' } = main.dataset

try {
  const opening = need('desk-opening')
  const answer = JSON.parse(opening.textContent) as StateAnswer
  opening.remove()
  const desk = new Desk({ base, person, language, worker, choices }, answer)
  await desk.start()
  need('desk-loading').remove()
  main.dataset['ready'] = 'yes'
} catch (error) {
  console.error(error)
  need('desk-loading').textContent = deskPhrase(language, 'notLoaded', {
    why: error instanceof Error ? error.message : String(error),
  })
}
