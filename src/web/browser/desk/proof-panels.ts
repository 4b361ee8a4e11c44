import type { Draft } from '../../../ledger/draft/draft.ts'
import type { ControlFigure } from '../../../ledger/workflow/control.ts'
import { progressOf } from '../../desk/chapters.ts'
import { deskPhrase } from '../../desk/desk-phrases.ts'
import { renderEnded, renderFindings, renderNotes, renderProgress, renderSums, renderTouched } from '../../desk/panel-views.ts'
import type { PrintedChange } from '../../desk/printed-changes.ts'
import type { ProofAnswer } from '../../desk/proof-messages.ts'
import type { QuickProof } from '../../desk/quick-proof.ts'
import type { Line } from '../../../ledger/ledger.ts'
import type { Language } from '../../language.ts'
import { html } from '../../markup.ts'
import { need, put } from './page-parts.ts'
import { Tabs } from './tabs.ts'

const PANELS = ['proof', 'preview', 'touched', 'progress', 'comments'] as const
type PanelId = (typeof PANELS)[number]

/** What stands beside the grid: the sums and findings, the disclosure as printed, what a change touches, and how far the chapters are. */
export class ProofPanels {
  readonly #language: Language
  readonly #tabs: Tabs
  readonly #panel = need<HTMLElement>('desk-proof')
  readonly #quick = document.createElement('div')
  readonly #findings = document.createElement('div')
  readonly #touchedPart = document.createElement('div')
  readonly #progressPart = document.createElement('div')
  readonly #previewBar = document.createElement('div')
  readonly #preview = document.createElement('div')
  readonly #comments: HTMLElement
  readonly #jump = document.createElement('select')
  #shown: PanelId = 'proof'
  #touched: readonly PrintedChange[] = []
  #seen = -1

  constructor(language: Language, comments: HTMLElement) {
    this.#language = language
    this.#comments = comments
    const tabs = PANELS.map((id) => ({ id, title: deskPhrase(language, id) }))
    this.#tabs = new Tabs(need('desk-proof-tabs'), 'desk-proof', tabs, (id) => this.select(id as PanelId))
    this.#findings.innerHTML = html`<p>${deskPhrase(language, 'proving')}</p>`.markup
    this.#preview.className = 'printed'
    this.#preview.lang = 'zh-CN'
    this.#makeBar()
    this.#panel.append(
      this.#quick,
      this.#findings,
      this.#previewBar,
      this.#preview,
      this.#touchedPart,
      this.#progressPart,
      comments,
    )
    this.select('proof')
  }

  focus(): void {
    this.#tabs.focus()
  }

  #makeBar(): void {
    const label = document.createElement('label')
    label.textContent = deskPhrase(this.#language, 'goTo')
    this.#jump.id = 'desk-jump'
    label.htmlFor = this.#jump.id
    this.#jump.addEventListener('change', () => this.see(this.#jump.value))
    const next = document.createElement('button')
    next.type = 'button'
    next.textContent = deskPhrase(this.#language, 'nextTraced')
    next.addEventListener('click', () => {
      const traced = [...this.#preview.querySelectorAll('.traced')]
      this.#seen = traced.length === 0 ? -1 : (this.#seen + 1) % traced.length
      const id = traced[this.#seen]?.id
      if (id !== undefined) this.see(id)
    })
    const legend = document.createElement('p')
    legend.className = 'legend'
    legend.textContent = deskPhrase(this.#language, 'previewLegend')
    this.#previewBar.className = 'preview-bar'
    this.#previewBar.append(label, ' ', this.#jump, ' ', next, legend)
  }

  select(id: PanelId): void {
    this.#shown = id
    this.#tabs.select(id, this.#panel)
    const parts: Readonly<Record<PanelId, readonly HTMLElement[]>> = {
      proof: [this.#quick, this.#findings],
      preview: [this.#previewBar, this.#preview],
      touched: [this.#touchedPart],
      progress: [this.#progressPart],
      comments: [this.#comments],
    }
    for (const [name, elements] of Object.entries(parts)) for (const element of elements) element.hidden = name !== id
  }

  /** How many comments are open. */
  showOpen(open: number): void {
    this.#tabs.count('comments', open === 0 ? null : open)
  }

  /** At every keystroke. */
  showQuick(proof: QuickProof, draft: Draft, control: readonly ControlFigure[], ended: readonly Line[]): void {
    const l = this.#language
    put(
      this.#quick,
      html`${renderSums(proof.control, control.length > 0, l)}${renderNotes(proof.notes, draft, l)}${renderEnded(ended, l)}`
        .markup,
    )
    const errors = proof.notes.filter(({ severity }) => severity === 'error').length
    this.#tabs.count('proof', proof.notes.length === 0 ? null : proof.notes.length, errors > 0 ? 'error' : 'warning')
    const progress = progressOf(draft)
    const open = progress.filter(({ missing }) => missing.length > 0).length
    this.#tabs.count('progress', open === 0 ? null : open)
    put(this.#progressPart, renderProgress(progress, draft, l).markup)
  }

  /** When the whole proof is there. */
  showWhole({ proof, markup, parts }: ProofAnswer, isSaved: boolean): void {
    const language = this.#language
    if (proof === null) {
      const words = html`<p>${deskPhrase(language, 'notPrintable')}</p>`.markup
      put(this.#findings, words)
      put(this.#preview, words)
      return
    }
    put(this.#findings, renderFindings(proof.findings, proof.passed, proof.failed, language).markup)
    // What was saved a moment ago is still what one wants to see.
    if (proof.touched.length > 0 || !isSaved) this.#touched = proof.touched
    this.#tabs.count('touched', this.#touched.length === 0 ? null : this.#touched.length)
    put(this.#touchedPart, renderTouched(this.#touched, isSaved && proof.touched.length === 0, language).markup)
    const top = this.#panel.scrollTop
    put(this.#preview, markup ?? '')
    if (this.#shown === 'preview') this.#panel.scrollTop = top
    this.#seen = -1
    put(this.#jump, html`${(parts ?? []).map(({ id, title }) => html`<option value="${id}">${title}</option>`)}`.markup)
  }

  /** Shows a place of the preview. */
  see(id: string): void {
    this.select('preview')
    const element = document.getElementById(id)
    for (const lit of this.#preview.querySelectorAll('.lit')) lit.classList.remove('lit')
    element?.classList.add('lit')
    element?.scrollIntoView({ block: 'center', inline: 'center' })
  }
}
