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
    const step = event.shiftKey ? -1 : 1
    parts[(Math.max(0, at) + step + parts.length) % parts.length]?.focus()
  })
}

/** Markup from the escaping templates, put into an element only where it is other than before. */
export function put(element: HTMLElement, markup: string): void {
  if (shown.get(element) === markup) return
  shown.set(element, markup)
  element.innerHTML = markup
}

const shown = new WeakMap<HTMLElement, string>()
