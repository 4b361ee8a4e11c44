/** Pixels left above what is scrolled to. */
const MARGIN = 8

/**
 * Moving between findings and cells: opening a finding brings its cell into view and lights up the other terms of its equation;
 * following a number in a cell opens its finding.
 */
export function followFindings(document: Document): void {
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return
    const link = event.target.closest('a[href^="#"]')
    if (link !== null) {
      const target = targetOf(link)
      if (target !== null) reveal(target)
      const finding = link.closest<HTMLDetailsElement>('details.finding')
      if (finding !== null) light(finding)
      return
    }
    const summary = event.target.closest('details.finding > summary')
    const finding = summary?.parentElement
    if (finding instanceof HTMLDetailsElement && !finding.open) {
      light(finding)
      // Once it is open: the finding that it closes may have stood above it.
      requestAnimationFrame(() => {
        keepInView(finding)
        if (isSideBySide(finding)) bringIntoView(firstPlace(finding))
      })
    }
  })
  document.defaultView?.addEventListener('hashchange', () => openTarget(document))
}

/** Unfolds whatever hides the element that the address points to. */
export function openTarget(document: Document): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target !== null) reveal(target)
}

/** On paper nothing can be unfolded: all findings are open while printing, and as before afterwards. */
export function unfoldForPrint(window: Window): void {
  let folded: HTMLDetailsElement[] = []
  window.addEventListener('beforeprint', () => {
    folded = [
      ...window.document.querySelectorAll<HTMLDetailsElement>(
        'details.finding:not([open]), details.finding details:not([open]), details.problems:not([open])',
      ),
    ]
    for (const details of folded) {
      // Findings of one name close each other.
      details.dataset.name = details.name
      details.name = ''
      details.open = true
    }
  })
  window.addEventListener('afterprint', () => {
    for (const details of folded) {
      details.open = false
      details.name = details.dataset.name ?? ''
    }
    folded = []
  })
}

function reveal(target: Element): void {
  for (let details = target.closest('details'); details !== null; details = details.parentElement?.closest('details') ?? null)
    details.open = true
  if (target instanceof HTMLDetailsElement && target.matches('.finding')) light(target)
}

/** Lights up every cell of a finding's equations, and only those. */
function light(finding: HTMLDetailsElement): void {
  const document = finding.ownerDocument
  for (const lit of document.querySelectorAll('.lit')) lit.classList.remove('lit')
  finding.classList.add('lit')
  for (const link of finding.querySelectorAll('a[href^="#"]')) targetOf(link)?.classList.add('lit')
}

/** What a link inside the page leads to. Links in drawings have no `hash`. */
function targetOf(link: Element): Element | null {
  return link.ownerDocument.getElementById(decodeURIComponent((link.getAttribute('href') ?? '').slice(1)))
}

function firstPlace(finding: HTMLDetailsElement): Element | null {
  const link = finding.querySelector('.proposal a[href^="#"], .places a[href^="#"]')
  return link === null ? null : targetOf(link)
}

function bringIntoView(place: Element | null): void {
  if (place === null) return
  reveal(place)
  place.scrollIntoView({ block: 'center', inline: 'nearest' })
}

/** Scrolls the list of findings, or the page where they stand one below the other, so that the opened one begins in view. */
function keepInView(finding: Element): void {
  const side = finding.closest('.side')
  if (side === null) return
  const { top } = finding.getBoundingClientRect()
  const start = Math.max(0, side.getBoundingClientRect().top)
  if (top >= start && top < window.innerHeight * 0.7) return
  if (isSideBySide(finding)) side.scrollTop += top - start - MARGIN
  else window.scrollBy(0, top - MARGIN)
}

/** On a narrow screen the document stands below the findings: opening one must not carry the reader away from it. */
function isSideBySide(finding: Element): boolean {
  const columns = finding.closest('.columns')
  return (
    columns !== null &&
    getComputedStyle(columns).display === 'grid' &&
    getComputedStyle(columns).gridTemplateColumns.includes(' ')
  )
}
