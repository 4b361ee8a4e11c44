import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { Hono } from 'hono'
import { writablePlaces } from '../../../src/app/places.ts'
import { applyChanges, type Change, isOfSheet } from '../../../src/ledger/draft/changes.ts'
import { type Draft, draftOf } from '../../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import type { SheetId } from '../../../src/ledger/judge-ledger.ts'
import { plannedAsControl } from '../../../src/ledger/workflow/control.ts'
import { type Asset, assetAddress, cachingOf, loadAssets, makeAsset } from '../../../src/server/assets.ts'
import { parsedJson } from '../../../scripts/parsed-json.mjs'
import { choiceRoutes, choicesAddress } from '../../../src/server/desk/choice-routes.ts'
import { listen, type Listening } from '../../../src/server/listen.ts'
import { securityHeaders } from '../../../src/server/security-headers.ts'
import type { DeskComment } from '../../../src/web/desk/cell-comments.ts'
import type { Present, StateAnswer } from '../../../src/web/desk/desk-answers.ts'
import type { Entry } from '../../../src/web/desk/desk-model.ts'
import { type DeskStep, renderDeskPage } from '../../../src/web/desk/desk-page.ts'
import { chooseLanguage } from '../../../src/web/language.ts'

const STEPS: readonly DeskStep[] = [
  {
    id: 'submit-second',
    name: { zh: '提交二上', en: 'Submit the second draft' },
    asks: [],
    decision: null,
    back: false,
    refusals: [{ zh: '一般公共预算项目支出超过控制数10,000.00元。', en: 'Projects exceed their control figure.' }],
  },
  {
    id: 'return-second-unit',
    name: { zh: '退回修改', en: 'Return' },
    asks: ['reason'],
    decision: null,
    back: true,
    refusals: [],
  },
]

/** A stand-in for the server's desk over the same pure functions: drafts, entries once by key, who is here. `person` comes with the page's address. */
export class FakeDesk {
  draft: Draft
  readonly entries: (Entry & { readonly key: string })[] = []
  readonly moves: string[] = []
  readonly comments: DeskComment[] = []
  mayComment = true
  /** Requests are refused as by a line that is cut. */
  offline = false
  /** Entries are kept, and the answer is lost on its way. */
  losesAnswers = 0
  mayWrite = true
  /** The post was taken away: the budget is not there any more. */
  lost = false
  /** Characters that can be printed; all where it is not said. */
  glyphs: string | undefined
  sheets: readonly SheetId[] | undefined
  readonly #lastYear: Draft | null
  readonly #present = new Map<string, Present>()
  readonly #assets: Map<string, Asset>

  private constructor(assets: Map<string, Asset>, draft: Draft, lastYear: Draft | null) {
    this.#assets = assets
    this.draft = draft
    this.#lastYear = lastYear
  }

  static async over(draft: Draft = draftOf(exampleLedger(2026)), lastYear: Draft | null = null): Promise<FakeDesk> {
    return new FakeDesk(await deskAssets(), draft, lastYear)
  }

  /** Keeps changes of somebody who is not in the browser. */
  write(name: string, changes: readonly Change[], key: string = crypto.randomUUID()): number {
    const applied = applyChanges(this.draft, changes)
    if (!applied.ok) throw new Error(JSON.stringify(applied.conflicts))
    this.draft = applied.draft
    this.entries.push({ n: this.entries.length + 1, name, changes, key })
    return this.entries.length
  }

  sit(person: Present): void {
    this.#present.set(person.name, person)
  }

  async listen(): Promise<Listening> {
    const app = new Hono()
    app.use(securityHeaders())
    app.get('/assets/:name', (c) => {
      const asset = this.#assets.get(c.req.param('name'))
      if (asset === undefined) return c.notFound()
      const headers = { 'Content-Type': asset.type, 'Cache-Control': cachingOf(asset, c.req.query('v')) }
      return c.body(asset.body, 200, headers)
    })
    app.route('/desk', choiceRoutes(this.#assets))
    app.get('/desk/budgets/7', (c) => c.html(this.#page(chooseLanguage(c.req.query('lang')), c.req.query('person') ?? '张三')))
    app.use('/desk/budgets/7/*', async (c, next) => (this.offline ? c.text('', 503) : await next()))
    app.get('/desk/budgets/7/state', (c) => c.json(this.#state()))
    app.post('/desk/budgets/7/moves', async (c) => {
      this.moves.push(String((await c.req.formData()).get('transition')))
      return c.redirect('/desk/budgets/7')
    })
    app.get('/desk/budgets/7/comments', (c) => c.json({ comments: this.comments, mayComment: this.mayComment }))
    app.post('/desk/budgets/7/comments', async (c) => {
      const { target, text } = await c.req.json<Pick<DeskComment, 'target' | 'text'>>()
      if (target.kind !== 'cell') return c.json({ code: 'absent' }, 404)
      const row = this.draft[target.sheet].findIndex(({ id }) => id === target.row)
      if (row < 0) return c.json({ code: 'absent' }, 404)
      const id = this.comments.length + 1
      this.comments.push({ id, target, text, name: '我', state: 'open', rowNumber: row + 1, replies: [] })
      return c.json({ id })
    })
    app.post('/desk/budgets/7/entries', async (c) => {
      const { key, changes } = await c.req.json<{ key: string; changes: readonly Change[] }>()
      if (!this.mayWrite) return c.json({ message: '草案已提交，不能再改。' }, 403)
      if (!changes.every(isOfSheet)) return c.json({ message: 'no such field' }, 422)
      const kept = this.entries.find((entry) => entry.key === key)
      if (kept !== undefined) return c.json({ n: kept.n })
      const applied = applyChanges(this.draft, changes)
      if (!applied.ok) return c.json({ conflicts: applied.conflicts }, 409)
      const n = this.write('我', changes, key)
      if (this.losesAnswers-- > 0) return c.text('', 503)
      return c.json({ n })
    })
    app.get('/desk/budgets/7/since', (c) => {
      if (this.lost) return c.json({ message: { zh: '您在这里的岗位已变动。', en: 'Your post here has changed.' } }, 404)
      const n = Number(c.req.query('n'))
      return c.json({
        entries: this.entries.filter((entry) => entry.n > n),
        present: [...this.#present.values()],
        state: 'second-draft',
      })
    })
    return await listen(app, 0, '127.0.0.1')
  }

  #state(): StateAnswer {
    const control = plannedAsControl(exampleLedger(2026).lines)
    return {
      draft: this.draft,
      entries: this.entries.length,
      mayWrite: this.mayWrite,
      ...(this.sheets === undefined ? {} : { sheets: this.sheets }),
      places: writablePlaces().map(({ id, name }) => ({ text: id, name })),
      year: 2026,
      lastYear: this.#lastYear,
      ...(this.glyphs === undefined ? {} : { glyphs: this.glyphs }),
      control: control.map((figure) => (figure.nature === 'project' ? { ...figure, amount: figure.amount - 1_000_000 } : figure)),
    }
  }

  #page(language: 'zh' | 'en', person: string): string {
    return renderDeskPage({
      mayWrite: true,
      language,
      path: '/desk/budgets/7',
      person: { id: person, name: person },
      organisation: '示例县财政局（本级）',
      year: 2026,
      state: { zh: '二上编制', en: 'Second draft' },
      steps: STEPS,
      files: {
        style: assetAddress(this.#assets, 'desk.css'),
        script: assetAddress(this.#assets, 'desk.js'),
        worker: assetAddress(this.#assets, 'desk-worker.js'),
        choices: choicesAddress(this.#assets, 2026),
      },
      opening: this.#state(),
    })
  }
}

/** The desk's files with its scripts bundled from source, so that a test never sees an old build. */
async function deskAssets(): Promise<Map<string, Asset>> {
  return new Map([...(await loadAssets()), ...(await bundledScripts(['desk', 'desk-worker']))])
}

/** The script of pickers in plain forms, bundled from source. */
export async function bundledPickers(): Promise<Asset> {
  const [[, asset] = []] = await bundledScripts(['pickers'])
  if (asset === undefined) throw new Error('nothing was bundled')
  return asset
}

async function bundledScripts(names: readonly string[]): Promise<readonly (readonly [string, Asset])[]> {
  const folder = fileURLToPath(new URL('../../../src/web/browser', import.meta.url))
  const bundled = await build({
    entryPoints: names.map((name) => `${folder}/${name}.entry.ts`),
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    plugins: [parsedJson],
  })
  return bundled.outputFiles.map(({ path, text }) => [
    path.replace(/^.*\//u, '').replace('.entry', ''),
    makeAsset('text/javascript; charset=utf-8', text),
  ])
}
