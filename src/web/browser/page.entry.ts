import type { Item } from '../item.ts'
import { chooseLanguage, LANGUAGE_TAGS, type Language } from '../language.ts'
import type { PageData } from '../page.ts'
import { renderResultView, renderStart } from '../page.ts'
import { phrase } from '../phrases.ts'
import { hasFiles, offerAmended } from './amend.ts'
import { offerDownloads } from './downloads.ts'
import { followFindings, openTarget, unfoldForPrint } from './findings.ts'
import { checkFiles } from './check-files.ts'

/**
 * The page's script. Everything works without it; with it, files are dropped and checked without leaving the page, the language
 * changes without asking again, and results can be saved.
 */
const main = need<HTMLElement>('#main')
const data = JSON.parse(need('#data').textContent) as PageData
let items: readonly Item[] = data.items
/** What was handed in, one for each item: the server keeps nothing, so whatever is made of a file later begins with it again. */
let files: readonly File[] = []
/** The path on which files are chosen: `/`, or another where the first page is the portal's. */
const start = document.body.dataset['start'] ?? '/'
/** The path that what is shown belongs to. */
let shownPath = location.pathname
let language: Language = chooseLanguage(document.documentElement.lang)

document.addEventListener('submit', (event) => {
  if (!(event.target instanceof HTMLFormElement) || !event.target.matches('form.drop')) return
  event.preventDefault()
  const input = event.target.querySelector<HTMLInputElement>('input[type=file]')
  if (input?.files != null) void check([...input.files])
})

document.addEventListener('change', (event) => {
  const input = event.target
  if (input instanceof HTMLInputElement && input.type === 'file' && input.files !== null && input.files.length > 0)
    void check([...input.files])
})

document.addEventListener('dragover', (event) => {
  if (event.dataTransfer?.types.includes('Files') !== true) return
  event.preventDefault()
  document.body.classList.add('dragging')
})
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) document.body.classList.remove('dragging')
})
document.addEventListener('drop', (event) => {
  document.body.classList.remove('dragging')
  const dropped = [...(event.dataTransfer?.files ?? [])]
  if (dropped.length === 0) return
  event.preventDefault()
  void check(dropped)
})

document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return
  const change = event.target.closest<HTMLElement>('[data-language]')
  if (change !== null) {
    event.preventDefault()
    setLanguage(chooseLanguage(change.dataset.language))
    return
  }
  if (event.target.closest('[data-home]') !== null) {
    event.preventDefault()
    history.pushState(null, '', `${start}?lang=${language}`)
    items = []
    show()
    main.querySelector('h1')?.focus()
    window.scrollTo(0, 0)
  }
})

// Back to another page, or from a result to the start. Jumps inside the page change the fragment only, and are left alone.
window.addEventListener('popstate', () => {
  if (location.pathname !== shownPath) location.reload()
  else if (location.hash === '' && history.state === null && shownPath === start && items.length > 0) {
    items = []
    show()
  }
})

offerDownloads(document, () => ({ items, language }))
offerAmended(document, () => ({ items, language, files }))
followFindings(document)
unfoldForPrint(window)
enhance()

async function check(chosen: readonly File[]): Promise<void> {
  if (chosen.length === 0) return
  if (items.length > 0) {
    items = []
    show()
  }
  const status = need('.status')
  status.className = 'status busy'
  status.textContent = phrase(language, 'checking', { names: chosen.map((file) => file.name).join('、') })
  const answer = await checkFiles(chosen, language)
  if (!answer.ok) {
    status.className = 'status notice'
    status.textContent = answer.message
    main.querySelector<HTMLInputElement>('input[type=file]')?.form?.reset()
    return
  }
  items = answer.items
  files = chosen
  history.pushState({ results: true }, '', `${start}?lang=${language}`)
  show()
  window.scrollTo(0, 0)
  main.querySelector<HTMLElement>('#results')?.focus()
}

/** Draws what there is in the language that is set. All markup comes from the escaping templates that the server uses too. */
function show(): void {
  shownPath = location.pathname
  main.innerHTML = (items.length > 0 ? renderResultView(items, language) : renderStart(data.samples, language)).markup
  const only = items.length === 1 ? items[0]?.file : undefined
  const name = phrase(language, 'name')
  document.title =
    items.length === 0
      ? `${name} · ${phrase(language, 'tagline')}`
      : `${phrase(language, 'resultOf', { name: only ?? phrase(language, 'files', { n: items.length }) })} · ${name}`
  enhance()
}

function setLanguage(to: Language): void {
  const unfolded = new Set([...document.querySelectorAll('details[open][id]')].map((details) => details.id))
  language = to
  const other: Language = to === 'zh' ? 'en' : 'zh'
  document.documentElement.lang = LANGUAGE_TAGS[to]
  const link = need<HTMLAnchorElement>('a.switch')
  link.textContent = phrase(to, 'otherLanguage')
  link.lang = LANGUAGE_TAGS[other]
  link.hreflang = LANGUAGE_TAGS[other]
  link.dataset.language = other
  const portal = document.querySelector<HTMLAnchorElement>('a.home')
  if (portal !== null) {
    portal.textContent = phrase(to, 'toPortal')
    portal.href = `/?lang=${to}`
  }
  need('a.skip').textContent = phrase(to, 'skip')
  need('footer.site').textContent = phrase(to, 'reportFooter')
  const here = new URL(location.href)
  here.searchParams.set('lang', to)
  history.replaceState(history.state, '', here)
  link.href = `${here.pathname}?lang=${other}`
  const ticked = new Map(
    [...document.querySelectorAll<HTMLInputElement>('input[data-accept]')].map((box) => [box.id, box.checked]),
  )
  show()
  for (const box of document.querySelectorAll<HTMLInputElement>('input[data-accept]'))
    box.checked = ticked.get(box.id) ?? box.checked
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details[id]')) details.open = unfolded.has(details.id)
}

/** What only makes sense with script is shown, and tables that do not scroll take no tab stop. */
function enhance(): void {
  for (const element of main.querySelectorAll<HTMLElement>('[data-script]')) element.hidden = false
  const again = hasFiles(files)
  for (const element of main.querySelectorAll<HTMLElement>('[data-again]')) element.hidden = !again
  for (const region of main.querySelectorAll<HTMLElement>('.scroll')) {
    if (region.scrollWidth <= region.clientWidth) region.removeAttribute('tabindex')
  }
  main.querySelector('form.drop')?.classList.add('scripted')
  openTarget(document)
}

function need<T extends Element>(selector: string): T {
  const element = document.querySelector<T>(selector)
  if (element === null) throw new Error(`the page has no ${selector}`)
  return element
}
