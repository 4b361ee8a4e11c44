import type { Cycle } from '../../app/compile/cycles.ts'
import { LOCAL_DEADLINES } from '../../ledger/workflow/local-deadlines.ts'
import { html } from '../markup.ts'
import { renderCycleChoice } from './cycle-choice.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'

/** What a division sets for its year: due days of its own. */
export function renderSettingsPage(
  view: DeskView,
  { cycles, chosen, sets }: { readonly cycles: readonly Cycle[]; readonly chosen: Cycle | null; readonly sets: boolean },
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
    html`${renderCycleChoice(language, cycles, chosen.id, '/desk/settings')}
<section><h2>${zh ? '本级规定的期限' : 'Days set by the bureau'}</h2><p class="hint">${zh ? '法律没有规定的期限由财政逐年规定，日程和待办据此计算。法定期限不在这里改。' : 'Days that no law sets; the calendar and the tasks count from them. Days set by law are not changed here.'}</p>
${sets ? html`<form method="post" action="${inLanguage(language, `/desk/settings/${chosen.id}/due`)}">${days}<button type="submit" class="main">${zh ? '保存期限' : 'Keep the days'}</button></form>` : days}</section>`,
  )
}
