import { roleOf } from '../../ledger/roles.ts'
import { STATES } from '../../ledger/workflow/states.ts'
import type { Task } from '../../app/compile/tasks.ts'
import { renderTime } from '../account/render-time.ts'
import { html, type Markup } from '../markup.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'

/** What waits for somebody: what to do, whose budget, since when, and how to get there. */
export function renderTasksPage(view: DeskView, tasks: readonly Task[]): string {
  const { language } = view
  const zh = language === 'zh'
  const title = zh ? '待办' : 'Tasks'
  const caption = zh ? '等您办理的预算，等得最久的在前' : 'Budgets that wait for you, the longest waiting first'
  return renderDeskFrame(
    view,
    title,
    tasks.length === 0
      ? renderNothing(view)
      : html`<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table class="list"><caption>${caption}</caption>
<thead><tr><th scope="col">${zh ? '单位' : 'Budget'}</th><th scope="col">${zh ? '年度' : 'Year'}</th><th scope="col">${zh ? '环节' : 'Stands at'}</th><th scope="col">${zh ? '您的岗位' : 'Your post'}</th><th scope="col">${zh ? '到达时间' : 'Since'}</th><th scope="col">${zh ? '未决意见' : 'Open comments'}</th></tr></thead>
<tbody>${tasks.map((task) => renderTask(view, task))}</tbody></table></div>`,
  )
}

/** Where else to look, or who gives posts to somebody who has none. */
function renderNothing({ language, posts }: DeskView): Markup {
  const zh = language === 'zh'
  if (posts.length === 0)
    return html`<p>${zh ? '您还没有预算岗位，所以没有待办。岗位由管理员在“机构与岗位”中授予。' : 'You hold no post, so nothing can wait for you. An administrator gives posts under "Organisations and posts".'}</p>`
  const link = html`<a href="${inLanguage(language, '/desk/cycle')}">${zh ? '日程' : 'calendar'}</a>`
  return html`<p>${zh ? html`现在没有等您办理的事。各单位的预算和期限见${link}。` : html`Nothing waits for you. Budgets and their deadlines are in the ${link}.`}</p>`
}

function renderTask({ language }: DeskView, task: Task): Markup {
  const zh = language === 'zh'
  const name = task.kind === 'department' ? `${task.organisation}${zh ? '（部门）' : ' (department)'}` : task.organisation
  return html`<tr><th scope="row"><a href="${inLanguage(language, `/desk/budgets/${task.budget}`)}">${name}</a>${task.returned !== null && html`<br><span class="returned">${zh ? '被退回：' : 'Returned: '}${task.returned}</span>`}</th>
<td>${task.year}</td><td>${STATES[task.state].name[language]}</td><td>${task.at} · ${roleOf(task.role).name[language]}</td><td class="nowrap">${renderTime(task.since)}</td><td>${task.openComments === 0 ? '' : task.openComments}</td></tr>`
}
