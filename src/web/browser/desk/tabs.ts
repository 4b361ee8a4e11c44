/** One tab: its words, and a small count or mark behind them. */
export interface Tab {
  readonly id: string
  readonly title: string
}

/** A row of tabs: arrows go from one to the next, as everywhere. */
export class Tabs {
  readonly #list: HTMLElement
  readonly #choose: (id: string) => void
  #buttons = new Map<string, HTMLButtonElement>()

  constructor(list: HTMLElement, panel: string, tabs: readonly Tab[], choose: (id: string) => void) {
    this.#list = list
    this.#choose = choose
    for (const { id, title } of tabs) {
      const button = document.createElement('button')
      button.type = 'button'
      button.id = `${panel}-tab-${id}`
      button.setAttribute('role', 'tab')
      button.setAttribute('aria-controls', panel)
      button.textContent = title
      button.addEventListener('click', () => this.#choose(id))
      this.#buttons.set(id, button)
      list.append(button)
    }
    list.addEventListener('keydown', (event) => this.#key(event))
  }

  select(chosen: string, panel: HTMLElement): void {
    for (const [id, button] of this.#buttons) {
      button.setAttribute('aria-selected', String(id === chosen))
      button.tabIndex = id === chosen ? 0 : -1
      if (id === chosen) panel.setAttribute('aria-labelledby', button.id)
    }
  }

  /** A count behind a tab's words; null takes it away. */
  count(id: string, count: number | null, kind = ''): void {
    const button = this.#buttons.get(id)
    if (button === undefined) return
    const badge = button.querySelector('span') ?? document.createElement('span')
    badge.className = `count ${kind}`
    badge.textContent = count === null ? '' : String(count)
    if (count === null) badge.remove()
    else if (!badge.isConnected) button.append(' ', badge)
  }

  #key(event: KeyboardEvent): void {
    const ids = [...this.#buttons.keys()]
    const at = ids.findIndex((id) => this.#buttons.get(id) === document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 }[event.key]
    if (to === undefined || at === -1) return
    event.preventDefault()
    const id = ids[(to + ids.length) % ids.length]
    if (id === undefined) return
    this.#choose(id)
    this.#buttons.get(id)?.focus()
  }

  focus(): void {
    this.#list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
  }
}
