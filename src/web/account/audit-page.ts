import type { AuditEntry } from '../../app/accounts/accounts.ts'
import { html } from '../markup.ts'
import { type AccountPhraseKey, accountPhrase } from './account-phrases.ts'
import { type AccountView, inLanguage, renderAccountPage } from './account-shell.ts'

/** What every kind of entry means, in the words of the page. */
const ACTIONS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'sign-in': { zh: '登录', en: 'signed in' },
  'sign-in-failed': { zh: '登录失败', en: 'failed to sign in' },
  'sign-out': { zh: '退出', en: 'signed out' },
  'set-up': { zh: '设置账户', en: 'set up an account' },
  'password-changed': { zh: '修改密码', en: 'changed the password' },
  'second-factor-changed': { zh: '设置第二重验证', en: 'set up the second factor' },
  'provider-connected': { zh: '连接外部身份', en: 'connected a provider' },
  invited: { zh: '邀请', en: 'invited' },
  'invitation-withdrawn': { zh: '撤回邀请', en: 'withdrew an invitation' },
  'role-given': { zh: '给予角色', en: 'gave roles' },
  'role-taken': { zh: '收回角色', en: 'took roles' },
  'user-disabled': { zh: '停用账户', en: 'disabled an account' },
  'user-enabled': { zh: '恢复账户', en: 'enabled an account' },
  'setting-changed': { zh: '修改设置', en: 'changed a setting' },
  upload: { zh: '交来文件', en: 'handed files in' },
  import: { zh: '读入文件', en: 'took a file in' },
  withheld: { zh: '撤下', en: 'withheld' },
  published: { zh: '发布', en: 'published' },
  'audit-exported': { zh: '导出审计记录', en: 'exported the trail' },
}

/** The trail, the newest first. `names` are those of the people that it speaks of, by id. */
export function renderAuditPage(
  view: AccountView,
  entries: readonly AuditEntry[],
  names: ReadonlyMap<string, string>,
  olderThan: number | null,
): string {
  const { language } = view
  const say = (key: AccountPhraseKey): string => accountPhrase(language, key)
  const who = (actor: string): string => (actor === 'system' ? say('system') : (names.get(actor) ?? actor))
  return renderAccountPage(
    view,
    'audit',
    html`<p class="lead">${say('auditHint')}</p>
<div class="scroll" role="region" aria-label="${say('audit')}" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('number')}</th><th scope="col">${say('when')}</th><th scope="col">${say('who')}</th><th scope="col">${say('what')}</th><th scope="col">${say('toWhat')}</th><th scope="col">${say('details')}</th><th scope="col">${say('hash')}</th></tr></thead>
<tbody>${entries.map(
      (entry) =>
        html`<tr><th scope="row">${entry.n}</th><td><time datetime="${entry.at}">${entry.at.slice(0, 19).replace('T', ' ')}</time></td><td>${who(entry.actor)}</td><td>${ACTIONS[entry.action]?.[language] ?? entry.action}</td><td>${entry.subject}</td><td>${detailsText(entry.details)}</td><td><code title="${entry.hash}">${entry.hash.slice(0, 12)}…</code></td></tr>`,
    )}</tbody></table></div>
${olderThan !== null && html`<p><a href="${inLanguage(language, `/admin/audit?before=${olderThan}`)}">${say('older')}</a></p>`}`,
  )
}

function detailsText(details: AuditEntry['details']): string {
  return Object.entries(details)
    .map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ')
}
