import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/**
 * The house as a test: which room may import which, what a pure room may not touch, how files are named and how long they get.
 * Where this picture turns out wrong, it is changed together with its description.
 */
interface Room {
  /** Other rooms. */
  readonly rooms: readonly string[]
  /** npm packages. */
  readonly packages: readonly string[]
  /** A pure room has no `node:` module, no clock and no randomness: the same input gives the same output, anywhere. */
  readonly pure?: true
  /** Rooms of which only types may be imported. */
  readonly typesOf?: readonly string[]
  /** Rooms that may be imported only lazily, with `import()`: a command that does not need them starts without them. */
  readonly lazily?: readonly string[]
  /** May read the official code lists in codes/. */
  readonly codes?: true
}

const INNER = ['budget', 'catalogue', 'document', 'formats', 'forms', 'checks', 'ledger', 'store']

const HOUSE: Readonly<Record<string, Room>> = {
  budget: { rooms: [], packages: [], pure: true },
  catalogue: { rooms: ['budget'], packages: [], pure: true, codes: true },
  document: { rooms: ['budget'], packages: [], pure: true },
  formats: {
    rooms: ['budget', 'document'],
    packages: ['fflate', 'saxes', 'parse5', 'hucre', 'zod', '@myriaddreamin/typst-ts-node-compiler', '@embedpdf/pdfium'],
  },
  forms: { rooms: ['budget', 'catalogue', 'document'], packages: [], pure: true },
  checks: { rooms: ['budget', 'catalogue'], packages: [], pure: true },
  ledger: { rooms: ['budget', 'catalogue'], packages: [], pure: true },
  store: {
    rooms: ['budget', 'document', 'ledger'],
    packages: ['kysely', 'pg', 'pg-boss', 'pg-copy-streams', 'tar-stream', 'zod'],
  },
  app: {
    rooms: INNER,
    packages: ['hucre', 'zod', 'fflate', 'hyparquet-writer', 'kysely', 'better-auth', '@zxcvbn-ts/language-common', 'pinyin-pro'],
  },
  cli: { rooms: ['app', 'budget'], packages: ['commander'], lazily: ['server', 'web'] },
  server: {
    rooms: ['app', 'budget', 'web', 'store'],
    packages: [
      'hono',
      '@hono/node-server',
      '@hono/zod-openapi',
      'hono-rate-limiter',
      'feed',
      '@modelcontextprotocol/sdk',
      'zod',
      'echarts',
      'pino',
      'prom-client',
    ],
  },
  client: { rooms: [], packages: ['hono'], typesOf: ['server'] },
  web: {
    rooms: ['budget', 'catalogue', 'document', 'forms', 'checks', 'ledger'],
    packages: ['uqr'],
    typesOf: ['server', 'app'],
  },
}

/** Formats take bytes and give values: whoever opens files and starts programs is elsewhere. */
const NOT_IN_FORMATS = ['node:fs', 'node:fs/promises', 'node:child_process', 'node:net', 'node:http', 'node:https']

const IMPURE =
  /\b(?:new Date\b|Date\.(?:now|parse|UTC)\b|Math\.random\b|performance\.now\b|crypto\.|process\.|setTimeout\b|setInterval\b|fetch\()/u

const MAX_LINES = 400
const VAGUE_FOLDERS = new Set(['utils', 'util', 'common', 'helpers', 'helper', 'shared', 'types', 'misc', 'lib'])

interface Import {
  readonly from: string
  readonly typeOnly: boolean
  readonly lazy: boolean
}

interface Source {
  /** Relative to the project, with `/`. */
  readonly path: string
  readonly text: string
  readonly code: string
  readonly imports: readonly Import[]
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** Comments go, line by line numbers stay; what looks like a comment inside a string does no harm to imports. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//gu, (comment) => comment.replace(/[^\n]/gu, ' ')).replace(/(^|\s)\/\/.*$/gmu, '$1')
}

function importsOf(code: string): Import[] {
  const imports: Import[] = []
  for (const [, keyword, clause, from] of code.matchAll(/^\s*(import|export)\s+([^'";]*?\s*from\s*)?['"]([^'"]+)['"]/gmu)) {
    if (from === undefined || (keyword === 'export' && clause === undefined)) continue
    const words = clause ?? ''
    const named = /^\{([^}]*)\}\s*from/u
      .exec(words)?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    const typeOnly = /^type\s/u.test(words) || (named?.every((name) => name.startsWith('type ')) ?? false)
    imports.push({ from, typeOnly, lazy: false })
  }
  for (const [, from] of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/gu))
    if (from !== undefined) imports.push({ from, typeOnly: false, lazy: true })
  return imports
}

const sources: readonly Source[] = filesUnder('src')
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    const code = withoutComments(text)
    return { path, text, code, imports: importsOf(code) }
  })

function roomOf(path: string): string {
  return path.split('/')[1] ?? ''
}

/** Why a file may not import something, or null where it may. */
function objection(source: Source, { from, typeOnly, lazy }: Import): string | null {
  const name = roomOf(source.path)
  const room = HOUSE[name]
  if (room === undefined) return `${name} is no room of the house`
  if (from.startsWith('.')) {
    const target = join(dirname(source.path), from).split(sep).join('/')
    if (target.startsWith('codes/')) return room.codes === true ? null : 'only catalogue reads codes/'
    // The program's version stands in one place.
    if (target === 'package.json') return name === 'app' ? null : 'only app reads package.json'
    if (!target.startsWith('src/')) return `${target} lies outside src/`
    const other = roomOf(target)
    if (other === name || room.rooms.includes(other)) return null
    if (typeOnly && room.typesOf?.includes(other) === true) return null
    if (lazy && room.lazily?.includes(other) === true) return null
    return `${name} may not import ${other}`
  }
  if (from.startsWith('node:')) {
    if (room.pure === true) return `${name} is pure`
    if (source.path.startsWith('src/web/browser/')) return 'there is no Node in a browser'
    return name === 'formats' && NOT_IN_FORMATS.includes(from) ? 'formats take bytes and give values' : null
  }
  const wanted = from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : from.split('/')[0]
  return room.packages.includes(wanted ?? '') ? null : `${name} may not use the package ${wanted}`
}

describe('the house', () => {
  test('reads imports of every kind', () => {
    const code = [
      "import type { A } from './a.ts'",
      "import { type B, type C } from './b.ts'",
      "import { type D, e } from './d.ts'",
      "import {\n  f,\n} from 'f'",
      "export * from './g.ts'",
      "import './h.ts'",
      "const i = await import('./i.ts')",
      "export const j = 'no import'",
    ].join('\n')
    expect(importsOf(code).map(({ from, typeOnly, lazy }) => `${from}${typeOnly ? ' type' : ''}${lazy ? ' lazy' : ''}`)).toEqual([
      './a.ts type',
      './b.ts type',
      './d.ts',
      'f',
      './g.ts',
      './h.ts',
      './i.ts lazy',
    ])
  })

  test('every room imports only what it may', () => {
    const objections = sources.flatMap((source) =>
      source.imports.flatMap((each) => {
        const reason = objection(source, each)
        return reason === null ? [] : [`${source.path} imports ${each.from}: ${reason}`]
      }),
    )
    expect(objections).toEqual([])
  })

  test('pure rooms know no clock, no randomness and no process', () => {
    const impure = sources
      .filter((source) => HOUSE[roomOf(source.path)]?.pure === true)
      .flatMap((source) =>
        source.code
          .split('\n')
          .flatMap((line, index) => (IMPURE.test(line) ? [`${source.path}:${index + 1} ${line.trim()}`] : [])),
      )
    expect(impure).toEqual([])
  })

  test('imports name the file, with its extension', () => {
    const bare = sources.flatMap((source) =>
      source.imports
        .filter(({ from }) => from.startsWith('.') && !/\.(?:ts|json)$/u.test(from))
        .map(({ from }) => `${source.path}: ${from}`),
    )
    expect(bare).toEqual([])
  })
})

describe('files', () => {
  const all = [...filesUnder('src'), ...filesUnder('test'), ...filesUnder('scripts')]
  const code = all.filter((path) => /\.(?:ts|mjs|css)$/u.test(path))

  test(`have at most ${MAX_LINES} lines`, () => {
    const long = code
      .map((path) => ({ path, lines: readFileSync(join(ROOT, path), 'utf8').trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > MAX_LINES)
    expect(long).toEqual([])
  })

  test('have kebab-case names', () => {
    expect(code.filter((path) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*\.(?:ts|mts|mjs|css)$/u.test(basename(path)))).toEqual(
      [],
    )
  })

  test('lie in folders that say what is in them', () => {
    expect(
      all.filter((path) =>
        dirname(path)
          .split('/')
          .some((folder) => VAGUE_FOLDERS.has(folder)),
      ),
    ).toEqual([])
  })

  test('leave nothing for later', () => {
    const self = 'test/architecture.test.ts'
    const later = code.filter((path) => path !== self && /\b(?:TODO|FIXME|XXX)\b/u.test(readFileSync(join(ROOT, path), 'utf8')))
    expect(later).toEqual([])
  })
})
