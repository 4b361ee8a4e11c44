import type { ChoicesAnswer } from '../desk/desk-answers.ts'
import { chooseLanguage } from '../language.ts'
import { ChoiceList } from './desk/choice-list.ts'

/**
 * Pickers in plain forms: an input that says which list its texts are of is looked up as in the grid. Without this script, or without the list, it is an
 * input like any other.
 */
const language = chooseLanguage(document.documentElement.lang)

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-choices]')) void follow(input)

async function follow(input: HTMLInputElement): Promise<void> {
  const { choices = '', lists = '' } = input.dataset
  const answer = await fetch(lists)
  if (!answer.ok) return
  const found = ((await answer.json()) as ChoicesAnswer)[choices] ?? []
  const list = new ChoiceList(input, language, (value) => {
    input.value = value
  })
  list.offer(found, input.labels?.[0]?.textContent ?? '', false)
  input.autocomplete = 'off'
  input.addEventListener('input', () => list.find(input.value))
  input.addEventListener('blur', () => list.close())
  addEventListener('scroll', () => list.close(), { passive: true })
  input.addEventListener('keydown', (event) => {
    // An input method composes: its keys are its own.
    if (event.isComposing) return
    // What Enter takes from the list does not send the form.
    const takes = list.isOpen && event.key === 'Enter'
    if (list.key(event) || takes) event.preventDefault()
  })
  input.dataset['ready'] = 'yes'
}
