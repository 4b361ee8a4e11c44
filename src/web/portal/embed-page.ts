import { LANGUAGE_TAGS } from '../language.ts'
import { html } from '../markup.ts'
import { departmentAddress } from './address.ts'
import { renderShort } from './headline-cards.ts'
import type { Headline } from './headlines.ts'
import { departmentName, yearAndKind } from './names.ts'
import { say } from './portal-phrases.ts'
import type { Frame } from './shell.ts'
import type { DepartmentView, DocumentView } from './views.ts'

export interface CardView {
  readonly department: DepartmentView
  readonly document: DocumentView
  readonly headlines: readonly Headline[]
}

/** A small page for the pages of others: the four figures, and the way to everything behind them. */
export function renderEmbedPage({ department, document, headlines }: CardView, { language, origin }: Frame): string {
  const name = departmentName(department.name, language)
  const kind = yearAndKind(document, language)
  const items = headlines.map(({ meaning, claim }) => {
    const value =
      claim === null
        ? say(language, 'notListed')
        : claim.state === 'blank'
          ? say(language, 'isBlank')
          : claim.amount === null
            ? claim.printed
            : renderShort(claim.amount, language)
    return html`<div><dt>${say(language, `f_${meaning}`)}</dt><dd>${value}</dd></div>`
  })
  return html`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<title>${name} ${kind}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/portal.css">
</head>
<body class="portal embed"><main><h1 lang="zh-CN">${name}</h1><p class="kind-line">${kind}</p><dl class="embed-figures">${items}</dl>
<p><a href="${origin}${departmentAddress(language, document)}" target="_blank" rel="noopener">${say(language, 'embedOpen')}</a></p></main></body>
</html>`.markup
}
