import type { ListedUpload, UploadedFile } from '../../app/accounts/uploads.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { type AccountPhraseKey, accountPhrase } from './account-phrases.ts'
import { type AccountView, inLanguage, renderAccountPage } from './account-shell.ts'
import { renderTime } from './render-time.ts'

const STATES: Readonly<Record<UploadedFile['state'], AccountPhraseKey>> = {
  waiting: 'stateWaiting',
  kept: 'stateKept',
  known: 'stateKnown',
  refused: 'stateRefused',
  failed: 'stateFailed',
}

/** Handing files in, and what became of those that were. */
export function renderImportsPage(view: AccountView, uploads: readonly ListedUpload[], field: string): string {
  const { language } = view
  const say = (key: AccountPhraseKey, values = {}): string => accountPhrase(language, key, values)
  return renderAccountPage(
    view,
    'imports',
    html`<form class="stack" method="post" action="${inLanguage(language, '/admin/imports')}" enctype="multipart/form-data">
<p class="field"><label for="files">${say('chooseFiles')}</label><input type="file" id="files" name="${field}" multiple required aria-describedby="files-hint">
<span class="hint" id="files-hint">${say('chooseFilesHint')}</span></p>
<button type="submit" class="main">${say('handIn')}</button></form>
<section><h2>${say('myUploads')}</h2>
${uploads.length === 0 ? html`<p>${say('none')}</p>` : uploads.map((upload) => renderUpload(language, upload))}</section>`,
  )
}

function renderUpload(language: Language, { id, madeAt, finishedAt, files, results }: ListedUpload): Markup {
  const say = (key: AccountPhraseKey, values = {}): string => accountPhrase(language, key, values)
  const counts = Map.groupBy(results, ({ state }) => state)
  const summary = [...counts].map(([state, of]) => `${say(STATES[state])} ${of.length}`).join(language === 'zh' ? '，' : ', ')
  return html`<details class="upload"${finishedAt === null && html` open`}><summary>${id} · ${renderTime(madeAt)} · ${say('progressOf', { done: results.length, all: files })} ${finishedAt === null ? say('working') : say('finished')}${summary !== '' && ` · ${summary}`}</summary>
<div class="scroll" role="region" aria-label="${`${say('files')} ${id}`}" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('file')}</th><th scope="col">${say('state')}</th><th scope="col">${say('details')}</th></tr></thead>
<tbody>${results.map((file) => html`<tr><th scope="row">${file.name}</th><td class="nowrap">${say(STATES[file.state])}</td><td>${notes(language, file)}</td></tr>`)}</tbody></table></div></details>`
}

function notes(language: Language, { note }: UploadedFile): string {
  if (note === undefined) return ''
  const say = (key: AccountPhraseKey, values = {}): string => accountPhrase(language, key, values)
  return [
    note.message?.[language],
    note.unreadTables !== undefined && say('noteTables', { n: note.unreadTables }),
    note.errors !== undefined && say('noteErrors', { n: note.errors }),
    note.unknownYear === true && say('noteYear'),
    note.unknownDepartment === true && say('noteDepartment'),
    note.unknownPlace === true && say('notePlace'),
    note.withoutFacts === true && say('noteFacts'),
  ]
    .filter((each) => typeof each === 'string')
    .join(language === 'zh' ? '；' : '; ')
}
