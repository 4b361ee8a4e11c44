import type { Item } from '../item.ts'
import type { Language } from '../language.ts'
import { ACCEPT_FIELD, FILE_FIELD, REPAIRS_HEADER, SKIPPED_HEADER } from '../page.ts'
import { phrase } from '../phrases.ts'
import { saveBlob } from './downloads.ts'

/** What the page knows when a button is pressed. */
export interface Shown {
  readonly items: readonly Item[]
  readonly language: Language
  /** The files as they were chosen, one for each item; none where the result came with the page. */
  readonly files: readonly File[]
}

/** The bundled document that a page shows, by its path. */
const SAMPLE = /^\/samples\/[^/]+$/u

/** Whether the files of what is shown can be had again: the server has kept none. */
export function hasFiles(files: readonly File[]): boolean {
  return files.length > 0 || SAMPLE.test(location.pathname)
}

/**
 * The buttons that have the server make a file: the page sends the document again, with the ids of the findings whose correction is ticked.
 * What came of it is said below the buttons.
 */
export function offerAmended(document: Document, current: () => Shown): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-action]') : null
    const action = button?.dataset.action
    const article = button?.closest<HTMLElement>('[data-item]')
    if (button == null || article == null || (action !== 'amend' && action !== 'open-data')) return
    void ask(document, article, action, button, current())
  })
}

async function ask(
  document: Document,
  article: HTMLElement,
  action: 'amend' | 'open-data',
  button: HTMLButtonElement,
  { items, files, language }: Shown,
): Promise<void> {
  const index = Number(article.dataset.item ?? 0)
  const status = article.querySelector<HTMLElement>('.outbox')
  const item = items[index]
  if (status === null || item === undefined) return
  const accepted = [...article.querySelectorAll<HTMLInputElement>('input[data-accept]:checked')].map((box) => box.value)
  if (action === 'amend' && accepted.length === 0) {
    tell(status, phrase(language, 'acceptNone'))
    return
  }
  button.disabled = true
  tell(status, phrase(language, 'making'))
  try {
    const form = new FormData()
    form.append(FILE_FIELD, files[index] ?? (await sampleFile()), item.file)
    if (action === 'amend') for (const id of accepted) form.append(ACCEPT_FIELD, id)
    const response = await fetch(`/api/v1/${action}?lang=${language}`, { method: 'POST', body: form })
    if (!response.ok) {
      const { message } = (await response.json()) as { message?: unknown }
      tell(status, typeof message === 'string' ? message : phrase(language, 'checkFailed'))
      return
    }
    saveBlob(document, nameOf(response) ?? item.file, await response.blob())
    if (action === 'open-data') tell(status, phrase(language, 'openDataMade'))
    else tellRepairs(status, response, language)
  } catch {
    tell(status, phrase(language, 'checkFailed'))
  } finally {
    button.disabled = false
  }
}

async function sampleFile(): Promise<Blob> {
  const response = await fetch(`${location.pathname}/file`)
  if (!response.ok) throw new Error(`the sample was not given: ${response.status}`)
  return response.blob()
}

function nameOf(response: Response): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/u.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return encoded === undefined ? null : decodeURIComponent(encoded)
}

function tellRepairs(status: HTMLElement, response: Response, language: Language): void {
  const made = Number(response.headers.get(REPAIRS_HEADER) ?? 0)
  const skipped = JSON.parse(decodeURIComponent(response.headers.get(SKIPPED_HEADER) ?? '%7B%7D')) as {
    count?: number
    told?: readonly string[]
  }
  tell(status, phrase(language, 'amended', { n: made }))
  const count = skipped.count ?? 0
  if (count === 0) return
  const rest = status.ownerDocument.createElement('ul')
  for (const sentence of skipped.told ?? []) rest.append(entry(rest, sentence))
  status.append(` ${phrase(language, 'notAmended', { n: count })}`, rest)
}

function entry(list: HTMLElement, text: string): HTMLElement {
  const item = list.ownerDocument.createElement('li')
  item.textContent = text
  return item
}

function tell(status: HTMLElement, text: string): void {
  status.textContent = text
}
