import type { ChoicesAnswer } from '../desk/desk-answers.ts'
import { deskPhrase } from '../desk/desk-phrases.ts'
import { chooseLanguage } from '../language.ts'
import { Desk } from './desk/desk.ts'
import { need } from './desk/page-parts.ts'
import { fetchState } from './desk/save-loop.ts'

/** The desk's script: the page that the server drew names the budget, and everything else is asked for. */
const main = need('main')
const language = chooseLanguage(document.documentElement.lang)
const { base = '', person = '', worker = '/assets/desk-worker.js' } = main.dataset

try {
  const answer = await fetchState(base)
  const choices = await fetch(`/desk/choices/${answer.year}`)
  const desk = new Desk({ base, person, language, worker }, answer, choices.ok ? ((await choices.json()) as ChoicesAnswer) : {})
  await desk.start()
  need('desk-loading').remove()
  main.dataset['ready'] = 'yes'
} catch (error) {
  console.error(error)
  need('desk-loading').textContent = deskPhrase(language, 'notLoaded', {
    why: error instanceof Error ? error.message : String(error),
  })
}
