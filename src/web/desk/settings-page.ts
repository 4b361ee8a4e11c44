import type { Cycle } from '../../app/compile/cycles.ts'
import { LOCAL_DEADLINES } from '../../ledger/workflow/local-deadlines.ts'
import { nodeName } from '../../catalogue/tree.ts'
import { personKind } from '../../ledger/person-kinds.ts'
import type { Quota } from '../../ledger/quotas.ts'
import { PROGRESS_LIMITS, type ProgressLimits } from '../../ledger/performance/deviation.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { renderCycleChoice } from './cycle-choice.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'
import { yuan } from './panel-views.ts'
import { type QuotaTexts, quotaTexts, renderQuotaForm } from './quota-form.ts'

/** Limits of deviation as they are typed. */
export type LimitTexts = Readonly<Record<keyof ProgressLimits, string>>

/** What a division sets for its year: due days of its own, from when progress is told as off its plan, and quotas. */
export function renderSettingsPage(
  view: DeskView,
  {
    cycles,
    chosen,
    sets,
    quotas = null,
    limits = null,
  }: {
    readonly cycles: readonly Cycle[]
    readonly chosen: Cycle | null
    readonly sets: boolean
    /** Quotas that were refused, as they were typed. */
    readonly quotas?: readonly QuotaTexts[] | null
    /** Limits that were refused, as they were typed. */
    readonly limits?: LimitTexts | null
  },
): string {
  const { language } = view
  const zh = language === 'zh'
  if (chosen === null)
    return renderDeskFrame(
      view,
      zh ? '年度设置' : 'Settings',
      html`<p>${zh ? '还没有开启预算年度。' : 'No budget year has been opened.'}</p>`,
    )
  const due = chosen.settings.due ?? {}
  const days = html`<table class="list"><thead><tr><th scope="col">${zh ? '事项' : 'What'}</th><th scope="col">${zh ? '最后一天' : 'Last day'}</th></tr></thead><tbody>${LOCAL_DEADLINES.map(
    ({ id, name }) =>
      html`<tr><th scope="row"><label for="due-${id}">${name[language]}</label></th><td>${sets ? html`<input type="date" id="due-${id}" name="due-${id}" value="${due[id] ?? ''}">` : (due[id] ?? '—')}</td></tr>`,
  )}</tbody></table>`
  return renderDeskFrame(
    view,
    zh ? `${chosen.year}年度设置` : `Settings of ${chosen.year}`,
    html`${renderCycleChoice(view, cycles, chosen.id, '/desk/settings')}
<section><h2>${zh ? '本级规定的期限' : 'Days set by the bureau'}</h2><p class="hint">${zh ? '法律没有规定的期限由财政逐年规定，日程和待办据此计算。法定期限不在这里改。' : 'Days that no law sets; the calendar and the tasks count from them. Days set by law are not changed here.'}</p>
${sets ? html`<form method="post" action="${inLanguage(language, `/desk/settings/${chosen.id}/due`)}">${days}<button type="submit" class="main">${zh ? '保存期限' : 'Keep the days'}</button></form>` : days}</section>
${renderLimits(language, chosen, sets, limits)}
<section><h2 id="quotas-title">${zh ? '定额标准' : 'Quotas'}</h2><p class="hint">${zh ? '按人数或资产计算的基本支出标准。单位填了人员和资产，编制时就按它计算并提示出入。经济分类写三位的包括其下各款；按人计的要选哪些人；每行写明依据。删去分类和金额的行不保存。' : 'Standards of basic expenditure by people or assets: drafts are counted and compared by them. A class of three digits covers all below it; what is counted by people says which; each row names its basis. Rows without class and amount are not kept.'}</p>
${sets ? html`<form method="post" action="${inLanguage(language, `/desk/settings/${chosen.id}/quotas`)}">${renderQuotaForm(language, quotas ?? (chosen.settings.quotas ?? []).map(quotaTexts), chosen.year)}<button type="submit" class="main">${zh ? '保存定额' : 'Keep the quotas'}</button></form>` : renderQuotas(language, chosen.settings.quotas ?? [])}</section>`,
    { wide: true },
  )
}

const SIDES = [
  ['behind', { zh: '支出比计划慢，超过', en: 'Spending behind its plan by more than' }],
  ['ahead', { zh: '支出比计划快，超过', en: 'Spending ahead of its plan by more than' }],
] as const

function renderLimits(language: Language, { id, settings }: Cycle, sets: boolean, typed: LimitTexts | null): Markup {
  const zh = language === 'zh'
  const own = settings.progress ?? {}
  const row = ([side, name]: (typeof SIDES)[number]): Markup =>
    html`<tr><th scope="row">${sets ? html`<label for="limit-${side}">${name[language]}</label>` : name[language]}</th><td>${sets ? html`<input id="limit-${side}" name="${side}" inputmode="numeric" maxlength="3" class="n short" value="${typed?.[side] ?? own[side] ?? ''}" placeholder="${PROGRESS_LIMITS[side]}" aria-describedby="limits-hint">` : (own[side] ?? PROGRESS_LIMITS[side])} ${zh ? '个百分点' : 'percentage points'}</td></tr>`
  const table = html`<table class="list"><thead><tr><th scope="col">${zh ? '情况' : 'What'}</th><th scope="col">${zh ? '偏离度' : 'Limit'}</th></tr></thead><tbody>${SIDES.map(row)}</tbody></table>`
  return html`<section><h2>${zh ? '绩效运行监控的偏离度' : 'Deviation in performance monitoring'}</h2><p class="hint" id="limits-hint">${zh ? `项目支出进度与计划相差超过这个数就提醒，并要求单位说明原因。填1到100的整数；留空按${PROGRESS_LIMITS.behind}个百分点。` : `Above this a project's spending is told as off its plan, and the unit has to say why. Whole numbers from 1 to 100; ${PROGRESS_LIMITS.behind} where left blank.`}</p>
${sets ? html`<form method="post" action="${inLanguage(language, `/desk/settings/${id}/progress`)}">${table}<button type="submit" class="main">${zh ? '保存偏离度' : 'Keep the limits'}</button></form>` : table}</section>`
}

function renderQuotas(language: Language, quotas: readonly Quota[]): Markup {
  if (quotas.length === 0) return html`<p>${language === 'zh' ? '还没有设定。' : 'None has been set.'}</p>`
  const per = ({ per: base }: Quota): string =>
    'asset' in base
      ? nodeName('asset', base.asset, null)[language]
      : base.people.map((kind) => personKind(kind).name[language]).join(language === 'zh' ? '、' : ', ')
  return html`<ul>${quotas.map((quota) => html`<li>${quota.economic} ${nodeName('economic', quota.economic, null)[language]}${language === 'zh' ? '：' : ': '}${per(quota)} × ${yuan(quota.amount)}${language === 'zh' ? `（${quota.basis}）` : ` (${quota.basis})`}</li>`)}</ul>`
}
