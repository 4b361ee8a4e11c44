import type { Settings } from '../../app/accounts/settings.ts'
import { html } from '../markup.ts'
import { accountPhrase } from './account-phrases.ts'
import { type AccountView, inLanguage, renderAccountPage } from './account-shell.ts'

export function renderSettingsPage(view: AccountView, { uploadsArePublic }: Settings): string {
  const { language } = view
  return renderAccountPage(
    view,
    'settings',
    html`<form class="stack" method="post" action="${inLanguage(language, '/admin/settings')}">
<p class="field"><label><input type="checkbox" name="uploads-are-public" value="yes"${uploadsArePublic && html` checked`} aria-describedby="uploads-hint"> ${accountPhrase(language, 'uploadsArePublic')}</label>
<span class="hint" id="uploads-hint">${accountPhrase(language, 'uploadsArePublicHint')}</span></p>
<button type="submit" class="main">${accountPhrase(language, 'save')}</button></form>`,
  )
}
