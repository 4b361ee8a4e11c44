// Makes build/: the command, its worker and the browser's scripts, each as few files. `npm run build`, or by itself when a source is newer.
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { markBuilt } from './freshness.mjs'
import { parsedJson } from './parsed-json.mjs'

/** Output name → entry point. What does not exist (yet) is left out. */
const NODE_ENTRIES = {
  cli: 'src/cli/main.ts',
  worker: 'src/app/parse-worker.ts',
}
const BROWSER = 'src/web/browser'

const DAY_MS = 86_400_000

/** Builds everything into `root/build`. A process that still runs from an older build keeps its chunks for a day. */
export async function build(root) {
  const { build: bundle } = await import('esbuild')
  const started = new Date()
  const common = {
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    charset: 'utf8',
    logLevel: 'silent',
    legalComments: 'none',
  }
  const output = join(root, 'build')
  const node = bundle({
    ...common,
    entryPoints: present(root, NODE_ENTRIES),
    outdir: output,
    platform: 'node',
    target: 'node24',
    outExtension: { '.js': '.mjs' },
    // A tool of the checkout, with a program of its own beside it.
    external: ['esbuild'],
    // Lazily imported parts (the server, the spreadsheet writer) become chunks beside the entry, so that `import.meta.url` means build/ in all.
    splitting: true,
    chunkNames: 'chunk-[hash]',
    banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
  })
  const web = bundle({
    ...common,
    entryPoints: browserEntries(root),
    outdir: join(output, 'web'),
    platform: 'browser',
    target: 'es2022',
    minify: true,
    external: ['*.woff2', '*.svg', '*.png'],
    plugins: [parsedJson],
  })
  const files = (await Promise.all([node, web])).flatMap((result) => result.outputFiles)
  // Chunks before the entries that import them, each in one step: another process may be starting right now.
  files.sort((a, b) => Number(isChunk(b.path)) - Number(isChunk(a.path)))
  for (const file of files) put(file.path, (path) => writeFileSync(path, file.contents))
  copyAssets(root, join(output, 'web'))
  removeOldChunks(output, new Set(files.map((file) => file.path)))
  markBuilt(root, started)
}

function present(root, entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(join(root, path))))
}

/** Every `*.entry.ts` of the browser's folder, and every style sheet of the pages. */
function browserEntries(root) {
  return [dirname(BROWSER), BROWSER]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((file) => ({ folder, file })))
    .filter(({ folder, file }) => file.endsWith('.css') || (folder === BROWSER && file.endsWith('.entry.ts')))
    .map(({ folder, file }) => ({ in: `${folder}/${file}`, out: file.replace(/(\.entry)?\.(ts|css)$/u, '') }))
}

/** Pictures, fonts and the like, as they are. */
function copyAssets(root, into) {
  const folder = join(root, BROWSER)
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || ['.ts', '.css'].includes(extname(entry.name)) || entry.name === 'tsconfig.json') continue
    const from = join(entry.parentPath, entry.name)
    put(join(into, relative(folder, from)), (path) => copyFileSync(from, path))
  }
}

function put(path, write) {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}`
  write(draft)
  renameSync(draft, path)
}

function isChunk(path) {
  return basename(path).startsWith('chunk-')
}

function removeOldChunks(output, current) {
  for (const name of readdirSync(output)) {
    const path = join(output, name)
    if (isChunk(path) && !current.has(path) && Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build(fileURLToPath(new URL('..', import.meta.url)))
