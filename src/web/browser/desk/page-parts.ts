/** Elements of the desk's page, which the server has drawn. */
export function need<T extends HTMLElement>(id: string): T {
  const element = document.querySelector<T>(`#${id}`)
  if (element === null) throw new Error(`the page has no #${id}`)
  return element
}

/** F6 goes from one part of the page to the next, Shift+F6 back. */
export function followF6(parts: readonly { readonly element: HTMLElement; focus(): void }[]): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'F6') return
    event.preventDefault()
    const at = parts.findIndex(({ element }) => element.contains(document.activeElement))
    const last = parts.length - 1
    // From anywhere else the first is next.
    const to = event.shiftKey ? (at <= 0 ? last : at - 1) : at === last ? 0 : at + 1
    parts[to]?.focus()
  })
}

/** Markup from the escaping templates, put into an element only where it is other than before. */
export function put(element: HTMLElement, markup: string): void {
  if (shown.get(element) === markup) return
  shown.set(element, markup)
  element.innerHTML = markup
}

/** Does something once what was drawn is on the screen; where nothing is drawn, as in a tab behind others, after half a second. */
export function afterDrawing(action: () => void): void {
  let done = false
  const once = (): void => {
    if (done) return
    done = true
    action()
  }
  requestAnimationFrame(() => setTimeout(once))
  setTimeout(once, MOST_WAIT)
}

const MOST_WAIT = 500

const shown = new WeakMap<HTMLElement, string>()
