import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { PostHolder, PostRole } from '../../app/compile/budgets.ts'
import { isLibraryStep, libraryStep, type OpenProject, readCard } from '../../app/compile/library.ts'
import { readLibraryForm } from '../../web/desk/library-form.ts'
import { libraryPath, readLibraryAsked, renderLibraryPage } from '../../web/desk/library-page.ts'
import { type LibraryPhraseKey, libraryPhrase } from '../../web/desk/library-phrases.ts'
import { type RefusedCard, renderNewProject, renderProjectPage } from '../../web/desk/library-project-page.ts'
import { fieldsOf, goTo, languageOf } from '../account/visitor.ts'
import { type DeskContext, type DeskEnv, type DeskRequest, deskView, holderOf, postsFor } from './desk-env.ts'

const PAGE = 50
/** Bytes of a posted card, and characters of one of its texts. */
const CARD_LIMIT = 512 * 1024
const MOST_TEXT = 5000

const REFUSED: Readonly<Record<'absent' | 'taken' | 'name', LibraryPhraseKey>> = {
  absent: 'absent',
  taken: 'taken',
  name: 'nameMissing',
}

/** The project library: its list, a project's page, its steps, and drawing it into a budget. */
export function libraryRoutes({ budgets }: DeskContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const { library } = budgets
  const form = bodyLimit({ maxSize: CARD_LIMIT, onError: (c) => c.text('413\n', 413) })
  const idOf = (c: DeskRequest): number => Number(c.req.param('id'))
  const year = (): number => Number(budgets.today().slice(0, 4)) + 1

  app.get('/', async (c) => {
    const asked = readLibraryAsked((name) => c.req.query(name))
    const { state, text, offset } = asked
    const found = await library.list(postsFor(c), { text, offset, limit: PAGE, ...(state === null ? {} : { state }) })
    const mayMake = c.get('posts').some(({ role }) => role === 'unit-clerk')
    return c.html(renderLibraryPage(deskView(c, libraryPath(asked)), found, { ...asked, limit: PAGE, mayMake }))
  })

  /** The post of the clerk who makes a project: of the unit that is named, else the first. */
  const makerOf = (c: DeskRequest): PostHolder | null => {
    const asked = Number(c.req.query('unit') ?? 0)
    const own = unitsOf(c)
    const post = own.find(({ organisation }) => organisation === asked) ?? own[0]
    return post === undefined ? null : { user: c.get('person').id, role: post.role, organisation: post.organisation }
  }

  /** The units of which this person is the clerk. */
  const unitsOf = (c: DeskRequest) => c.get('posts').filter(({ role }) => role === 'unit-clerk')

  app.get('/new', (c) => {
    const holder = makerOf(c)
    if (holder === null) return goTo(c, '/desk/library', 'absent')
    const texts = { project: {}, indicators: [], since: String(year()), estimates: [] }
    return c.html(
      renderNewProject(deskView(c, '/desk/library/new'), { texts, problems: [] }, year(), {
        units: unitsOf(c),
        chosen: holder.organisation,
      }),
    )
  })

  const formOf = async (c: DeskRequest): Promise<ReturnType<typeof readCard> & Pick<RefusedCard, 'texts'>> => {
    const { one, all } = await fieldsOf(c, MOST_TEXT)
    const clean = (text: string): string => text.replaceAll('\0', '')
    const texts = readLibraryForm(
      (name) => clean(one(name)),
      (name) => all(name).map(clean),
    )
    return { ...readCard(texts, year()), texts }
  }

  app.post('/new', form, async (c) => {
    const holder = makerOf(c)
    if (holder === null) return goTo(c, '/desk/library', 'absent')
    const { card, problems, texts } = await formOf(c)
    const page = (key: LibraryPhraseKey): Response | Promise<Response> =>
      c.html(
        renderNewProject(deskView(c, null, wrong(c, key, problems.length)), { texts, problems }, year(), {
          units: unitsOf(c),
          chosen: holder.organisation,
        }),
        422,
      )
    if (problems.length > 0) return await page('wrongCard')
    const made = await library.make(holder, card)
    return made.ok ? goTo(c, `/desk/library/${made.id}`, 'saved') : await page(REFUSED[made.why])
  })

  /** A project in all posts of the person that reach it: the steps of each are offered. */
  const openFor = async (c: DeskRequest): Promise<OpenProject | null> => {
    const path = await library.pathOf(idOf(c))
    const posts = c.get('posts').filter(({ organisation }) => path?.includes(organisation) === true)
    const opened: OpenProject[] = []
    for (const { role, organisation } of posts) {
      const one = await library.open({ user: c.get('person').id, role, organisation }, idOf(c))
      if (one !== null) opened.push(one)
    }
    const [first] = opened
    if (first === undefined) return null
    return {
      ...first,
      mayWrite: opened.some(({ mayWrite }) => mayWrite),
      steps: opened.flatMap(({ steps }) => steps),
      drafts: opened.find(({ drafts }) => drafts.length > 0)?.drafts ?? [],
    }
  }

  const projectPage = async (c: DeskRequest, said?: string, refused: RefusedCard | null = null): Promise<Response> => {
    const open = await openFor(c)
    if (open === null) return c.notFound()
    const notice = said === undefined ? undefined : { text: said, wrong: true }
    const view = deskView(c, said === undefined ? `/desk/library/${idOf(c)}` : null, notice)
    return c.html(renderProjectPage(view, open, year(), refused), said === undefined ? 200 : 422)
  }

  const holderIn = async (c: DeskRequest, roles: readonly PostRole[]): Promise<PostHolder | null> =>
    holderOf(c, await library.pathOf(idOf(c)), roles)

  app.get('/:id{[0-9]{1,9}}', (c) => projectPage(c))

  app.post('/:id{[0-9]{1,9}}', form, async (c) => {
    const holder = await holderIn(c, ['unit-clerk'])
    const { card, problems, texts } = await formOf(c)
    const page = (key: LibraryPhraseKey): Promise<Response> =>
      projectPage(c, wrong(c, key, problems.length).text, { texts, problems })
    if (problems.length > 0) return await page('wrongCard')
    const written = holder === null ? { ok: false as const, why: 'absent' as const } : await library.write(holder, idOf(c), card)
    return written.ok ? goTo(c, `/desk/library/${idOf(c)}`, 'saved') : await page(REFUSED[written.why])
  })

  app.post('/:id{[0-9]{1,9}}/move', form, async (c) => {
    const fields = await fieldsOf(c)
    const step = fields.one('step')
    if (!isLibraryStep(step)) return await projectPage(c, libraryPhrase(languageOf(c), 'absent'))
    const holder = await holderIn(c, [libraryStep(step).role])
    if (holder === null) return await projectPage(c, libraryPhrase(languageOf(c), 'absent'))
    const moved = await library.move(holder, idOf(c), step, fields.one('reason'))
    if (moved.ok) return goTo(c, `/desk/library/${idOf(c)}`, 'saved')
    return await projectPage(c, moved.refusals.map((each) => each[languageOf(c)]).join(' '))
  })

  app.post('/:id{[0-9]{1,9}}/draw', form, async (c) => {
    const budget = Number((await fieldsOf(c)).one('budget'))
    const holder = await holderIn(c, ['unit-clerk'])
    const drawn =
      holder === null || !Number.isSafeInteger(budget) ? null : await library.draw(holder, { budget, project: idOf(c) })
    if (drawn?.ok === true) return goTo(c, `/desk/library/${idOf(c)}`, 'saved')
    return await projectPage(c, libraryPhrase(languageOf(c), 'notDrawn'))
  })

  return app
}

function wrong(c: DeskRequest, key: LibraryPhraseKey, n: number): { text: string; wrong: boolean } {
  return { text: libraryPhrase(languageOf(c), key, { n }), wrong: true }
}
