import type { AuditEntry } from '../../app/accounts/accounts.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { type AccountPhraseKey, accountPhrase } from './account-phrases.ts'
import { type AccountView, inLanguage, renderAccountPage } from './account-shell.ts'

const SHORT = 12

/** What every kind of entry means, in the words of the page. */
const ACTIONS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'sign-in': { zh: '登录', en: 'signed in' },
  'sign-in-failed': { zh: '登录失败', en: 'failed to sign in' },
  'sign-out': { zh: '退出', en: 'signed out' },
  'sessions-ended': { zh: '退出其他地方', en: 'ended other sessions' },
  denied: { zh: '被拒绝', en: 'was refused' },
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
  'organisation-added': { zh: '增加机构', en: 'added an organisation' },
  'post-given': { zh: '授予岗位', en: 'gave a post' },
  'post-taken': { zh: '收回岗位', en: 'took a post' },
  'cycle-opened': { zh: '开启预算年度', en: 'opened a budget year' },
  'event-recorded': { zh: '登记外部事项', en: 'recorded an event' },
  'control-set': { zh: '设定控制数', en: 'set control figures' },
  'budget-moved': { zh: '办理预算', en: 'moved a budget' },
  'budget-published': { zh: '公开预算', en: 'published a budget' },
  'project-moved': { zh: '办理项目入库', en: 'moved a project of the library' },
  'progress-recorded': { zh: '登记绩效执行', en: 'recorded progress' },
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
  const who = (actor: string): string => (actor === 'system' || actor === 'anonymous' ? say(actor) : (names.get(actor) ?? actor))
  return renderAccountPage(
    view,
    'audit',
    html`<p class="lead">${say('auditHint')}</p>
<div class="scroll" role="region" aria-label="${say('audit')}" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('number')}</th><th scope="col">${say('when')}</th><th scope="col">${say('who')}</th><th scope="col">${say('what')}</th><th scope="col">${say('toWhat')}</th><th scope="col">${say('details')}</th><th scope="col">${say('hash')}</th></tr></thead>
<tbody>${entries.map(
      (entry) =>
        html`<tr><th scope="row">${entry.n}</th><td><time datetime="${entry.at}">${entry.at.slice(0, 19).replace('T', ' ')}</time></td><td>${who(entry.actor)}</td><td class="nowrap">${ACTIONS[entry.action]?.[language] ?? entry.action}</td><td>${subjectText(entry.subject)}</td><td>${detailsText(entry.details, language)}</td><td><code title="${entry.hash}">${entry.hash.slice(0, SHORT)}…</code></td></tr>`,
    )}</tbody></table></div>
${olderThan !== null && html`<p><a href="${inLanguage(language, `/admin/audit?before=${olderThan}`)}">${say('older')}</a></p>`}`,
  )
}

/** A file by the beginning of its hash, the whole of it for whoever points at it. */
function subjectText(subject: string): Markup | string {
  return /^[0-9a-f]{64}$/u.test(subject) ? html`<code title="${subject}">${subject.slice(0, SHORT)}…</code>` : subject
}

const DETAILS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  reason: { zh: '理由', en: 'reason' },
  file: { zh: '文件', en: 'file' },
  files: { zh: '文件数', en: 'files' },
  names: { zh: '文件', en: 'files' },
  year: { zh: '年度', en: 'year' },
  stage: { zh: '阶段', en: 'stage' },
  departmentId: { zh: '部门号', en: 'department' },
  disclosureId: { zh: '文件号', en: 'disclosure' },
  roles: { zh: '角色', en: 'roles' },
  kind: { zh: '方式', en: 'kind' },
  how: { zh: '方式', en: 'how' },
  step: { zh: '步骤', en: 'step' },
  state: { zh: '状态', en: 'state' },
  from: { zh: '原为', en: 'from' },
  to: { zh: '改为', en: 'to' },
}

function detailsText(details: AuditEntry['details'], language: Language): string {
  return Object.entries(details)
    .map(([key, value]) => `${DETAILS[key]?.[language] ?? key} ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ')
}
