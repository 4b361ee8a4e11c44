import type { Invitation } from '../../app/accounts/invitations.ts'
import { roleOf } from '../../ledger/roles.ts'
import { html, type Markup, trusted } from '../markup.ts'
import { renderSVG } from 'uqr'
import { accountPhrase } from './account-phrases.ts'
import { type AccountView, inLanguage, renderAccountPage, renderField } from './account-shell.ts'

/** Longer than any code, shorter than anything worth sending. */
const MOST_CODE = 20

export function renderSignInPage(view: AccountView, provider: string | null): string {
  const { language } = view
  const say = (key: Parameters<typeof accountPhrase>[1], values = {}): string => accountPhrase(language, key, values)
  return renderAccountPage(
    view,
    'signIn',
    html`<p class="lead">${say('staffOnly')}</p>
<form class="stack" method="post" action="${inLanguage(language, '/account/sign-in')}">
${renderField('username', say('username'), { autocomplete: 'username', most: 30 })}
${renderField('password', say('password'), { type: 'password', autocomplete: 'current-password' })}
<button type="submit" class="main">${say('signIn')}</button>
</form>
${provider !== null && html`<form method="post" action="${inLanguage(language, '/account/provider')}"><button type="submit">${say('withProvider', { name: provider })}</button></form>`}`,
  )
}

export function renderSecondFactorCheck(view: AccountView): string {
  const { language } = view
  return renderAccountPage(
    view,
    'secondFactor',
    html`<form class="stack" method="post" action="${inLanguage(language, '/account/second-factor/check')}">
${renderField('code', accountPhrase(language, 'secondFactorCode'), { autocomplete: 'one-time-code', most: MOST_CODE })}
<button type="submit" class="main">${accountPhrase(language, 'continue')}</button>
</form>
<p><a href="${inLanguage(language, '/account/sign-in')}">${accountPhrase(language, 'startAgain')}</a></p>`,
  )
}

/** The page behind a one-time link; `invitation` is null where the link is good for nothing. */
export function renderSetUpPage(
  view: AccountView,
  invitation: Invitation | null,
  action: string,
  typed: { readonly name: string; readonly username: string } = { name: '', username: '' },
): string {
  const { language } = view
  const say = (key: Parameters<typeof accountPhrase>[1], values = {}): string => accountPhrase(language, key, values)
  if (invitation === null)
    return renderAccountPage(view, 'setUp', html`<p class="notice wrong" role="alert">${say('linkGone')}</p>`)
  const { kind, name, roles, username } = invitation
  const roleNames = roles.map((id) => roleOf(id).name[language]).join(language === 'zh' ? '、' : ', ')
  const lead =
    kind === 'first'
      ? say('setUpFirst')
      : kind === 'reset' || kind === 'recover'
        ? say(kind === 'reset' ? 'setUpReset' : 'setUpRecover', { username: username ?? '' })
        : say('setUpInvited', { name, roles: roleNames })
  return renderAccountPage(
    view,
    'setUp',
    html`<p class="lead">${lead}</p>
<form class="stack" method="post" action="${inLanguage(language, action)}">
${
  username === null
    ? html`${renderField('name', say('personName'), { autocomplete: 'name', value: typed.name === '' ? name : typed.name, most: 60 })}
${renderField('username', say('username'), { autocomplete: 'username', hint: say('usernameHint'), value: typed.username, most: 30 })}`
    : html`<input type="hidden" name="username" autocomplete="username" value="${username}">`
}
${renderField('password', say('newPassword'), { type: 'password', autocomplete: 'new-password', hint: say('passwordHint') })}
${renderField('repeated', say('repeatPassword'), { type: 'password', autocomplete: 'new-password' })}
<button type="submit" class="main">${say('setUpDo')}</button>
</form>`,
  )
}

/** First step: the password once more. */
export function renderSecondFactorBegin(view: AccountView): string {
  const { language } = view
  return renderAccountPage(
    view,
    'secondFactor',
    html`<p class="lead">${accountPhrase(language, 'secondFactorWhy')}</p>
<form class="stack" method="post" action="${inLanguage(language, '/account/second-factor')}">
${renderField('password', accountPhrase(language, 'password'), { type: 'password', autocomplete: 'current-password' })}
<button type="submit" class="main">${accountPhrase(language, 'continue')}</button>
</form>`,
  )
}

/** Second step: the app gets its key, and proves that it has it. `shown` is null where a wrong code was sent and the key is not shown again. */
export function renderSecondFactorConfirm(
  view: AccountView,
  shown: { readonly uri: string; readonly backupCodes: readonly string[] } | null,
): string {
  const { language } = view
  const say = (key: Parameters<typeof accountPhrase>[1]): string => accountPhrase(language, key)
  return renderAccountPage(
    view,
    'secondFactor',
    html`${shown !== null && renderKey(language, shown)}
<form class="stack" method="post" action="${inLanguage(language, '/account/second-factor/confirm')}">
${renderField('code', say('sixDigits'), { autocomplete: 'one-time-code', numeric: true, most: MOST_CODE })}
<button type="submit" class="main">${say('continue')}</button>
</form>
<p><a href="${inLanguage(language, '/account/second-factor')}">${say('startAgain')}</a></p>`,
  )
}

function renderKey(
  language: AccountView['language'],
  { uri, backupCodes }: { uri: string; backupCodes: readonly string[] },
): Markup {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return html`<p>${accountPhrase(language, 'secondFactorScan')}</p>
<div class="qr" role="img" aria-label="${accountPhrase(language, 'secondFactorPicture')}">${trusted(renderSVG(uri, { border: 2 }))}</div>
<p class="key"><code>${secret.replace(/(.{4})(?=.)/gu, '$1 ')}</code></p>
<p>${accountPhrase(language, 'backupCodes')}</p>
<ul class="codes">${backupCodes.map((code) => html`<li><code>${code}</code></li>`)}</ul>`
}

/** A step in between: no form may lead to another site, a link may. */
export function renderToProvider(view: AccountView, provider: string, location: string): string {
  return renderAccountPage(
    view,
    'signIn',
    html`<meta http-equiv="refresh" content="0; url=${location}"><p><a href="${location}">${accountPhrase(view.language, 'toProvider', { name: provider })}</a></p>`,
  )
}
