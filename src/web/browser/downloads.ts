import { embedPages } from '../embed-pages.ts'
import type { Item, PagePicture } from '../item.ts'
import type { Language } from '../language.ts'
import { renderReport } from '../report.ts'

/** The buttons that save what the page already holds: nothing is asked of the server but its style sheet and the pictures of pages. */
export function offerDownloads(document: Document, current: () => { items: readonly Item[]; language: Language }): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button[data-action]') : null
    if (button === null) return
    const { items, language } = current()
    const item = items[Number(button.closest<HTMLElement>('[data-item]')?.dataset.item ?? 0)]
    if (item === undefined || !item.ok) return
    const name = item.file.replace(/\.[^.]+$/u, '')
    switch (button.dataset.action) {
      case 'json':
        save(document, `${name}.check.json`, 'application/json', `${JSON.stringify(item.result[language], null, 2)}\n`)
        break
      case 'report':
        void makeReport(item, language).then((report) => save(document, `${name}.report.html`, 'text/html', report))
        break
      case 'print':
        window.print()
        break
    }
  })
}

async function makeReport(item: Item, language: Language): Promise<string> {
  const response = await fetch('/assets/style.css')
  return renderReport(await embedPages([item], loadPage), language, await response.text())
}

/** The picture of a page from this page's own server; null where it has forgotten it, and the report says that it is not there. */
async function loadPage(_: Item, { href }: PagePicture): Promise<Uint8Array | null> {
  if (href === undefined) return null
  const response = await fetch(href)
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
}

function save(document: Document, name: string, type: string, text: string): void {
  saveBlob(document, name, new Blob([text], { type: `${type};charset=utf-8` }))
}

/** Hands a file to the browser's downloads. */
export function saveBlob(document: Document, name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has taken its copy by the next turn of the event loop in some browsers only later: keep it for a minute.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
