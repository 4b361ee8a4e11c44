// Programs that the tests and the benchmark use and npm does not bring. Runs on Node 20, without packages.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

/** Debian's name → whether it, or another that serves, is there; and which verb needs it. */
const PACKAGES = [
  { name: 'chromium', for: ['test', 'bench'], what: '浏览器测试 the browser tests', present: () => findChromium() !== null },
  {
    name: 'fonts-wqy-microhei',
    for: ['test', 'bench'],
    what: '中文页面的截图与排版 Chinese text in the browser tests',
    present: hasChineseFont,
  },
  {
    // As wide as Times New Roman, which documents name for their figures: wider ones wrap where no reader would see them wrap.
    name: 'fonts-liberation',
    for: ['test', 'bench'],
    what: '按印刷宽度排版数字 setting figures as wide as they are printed',
    present: hasLatinFont,
  },
  // Independent readers of what we write.
  {
    name: 'libreoffice-writer-nogui',
    for: ['test', 'bench'],
    what: '用 LibreOffice 打开 docx re-reading docx',
    present: () => hasOffice('writer'),
  },
  {
    name: 'libreoffice-calc-nogui',
    for: ['test'],
    what: '用 LibreOffice 打开 xlsx re-reading xlsx',
    present: () => hasOffice('calc'),
  },
  {
    name: 'poppler-utils',
    for: ['test', 'bench:pdf'],
    what: '读回 pdf，比较读取 pdf 的速度 re-reading pdf, the comparison of pdf readers',
    present: () => works('pdftotext', '-v'),
  },
  {
    name: 'python3-pdfminer',
    for: ['bench:pdf'],
    what: '与版面分析的比较 the comparison with its layout analysis',
    present: () => knows('pdfminer'),
  },
  {
    name: 'postgresql',
    for: ['test', 'test:store'],
    what: '在独立的 PostgreSQL 上测试存储 testing the store on a real PostgreSQL server',
    present: hasPostgres,
  },
  { name: 'python3-openpyxl', for: ['test'], what: '用 openpyxl 打开 xlsx re-reading xlsx', present: () => knows('openpyxl') },
  {
    name: 'pandoc',
    for: ['bench'],
    what: '读取速度的比较 the comparison of readers',
    present: () => works('pandoc', '--version'),
  },
]

/** The path of a Chromium or Chrome (`MINGZHANG_CHROMIUM` wins). Null where there is none. */
export function findChromium() {
  const { MINGZHANG_CHROMIUM: own } = process.env
  return [...(own === undefined ? [] : [own]), ...CHROMIUM].find((path) => existsSync(path)) ?? null
}

/** The command that brings some packages on Debian and its like. */
export function installCommand(names) {
  return `apt-get install -y --no-install-recommends ${names.join(' ')}`
}

/**
 * Brings what a verb needs, where that is possible without asking: as root, with apt-get. Elsewhere says what will be left out.
 * Never throws: what is missing is skipped by name, and fails only where CI says that it must be there.
 */
export function ensureSystemPackages(verb) {
  const missing = PACKAGES.filter((item) => item.for.includes(verb) && !item.present())
  if (missing.length === 0) return
  const names = missing.map((item) => item.name)
  if (process.platform === 'linux' && process.getuid?.() === 0 && works('apt-get', '--version')) {
    console.error(`正在安装系统软件包 Installing system packages: ${names.join(', ')} …`)
    if ((hasLists() && install(names)) || (update() && install(names))) return
  }
  for (const item of missing.filter((each) => !each.present())) {
    console.error(`没有 ${item.name}，将跳过：${item.what}（skipped). 安装 install: sudo ${installCommand([item.name])}`)
  }
}

function install(names) {
  const [program, ...args] = installCommand(names).split(' ')
  return apt(program, ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...args])
}

function update() {
  return apt('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', 'update'])
}

function apt(program, args) {
  const ran = spawnSync(program, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return ran.status === 0
}

function hasLists() {
  const folder = '/var/lib/apt/lists'
  return existsSync(folder) && readdirSync(folder).some((name) => name.includes('_Packages'))
}

function hasChineseFont() {
  if (process.platform !== 'linux') return true
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  if (listed.status === 0) return listed.stdout.trim() !== ''
  return existsSync('/usr/share/fonts/truetype/wqy') || existsSync('/usr/share/fonts/opentype/noto')
}

function hasLatinFont() {
  if (process.platform !== 'linux') return true
  const found = spawnSync('fc-match', ['Times New Roman', 'family'], { encoding: 'utf8' })
  return found.status === 0 && /Liberation Serif|Times New Roman|Nimbus Roman|Tinos/u.test(found.stdout)
}

/** A server of version 15 or later: its programs are no commands, they lie in a folder of their version. */
function hasPostgres() {
  const folder = '/usr/lib/postgresql'
  return (
    existsSync(folder) &&
    readdirSync(folder).some((version) => Number(version) >= 15 && existsSync(`${folder}/${version}/bin/initdb`))
  )
}

/** By its files: asking the program itself takes a second. */
function hasOffice(part) {
  const folders = ['/usr/lib/libreoffice/program', '/usr/lib64/libreoffice/program', '/opt/libreoffice/program']
  return folders.some(
    (folder) =>
      existsSync(`${folder}/s${part === 'writer' ? 'w' : 'c'}lo.so`) ||
      existsSync(`${folder}/libs${part === 'writer' ? 'w' : 'c'}lo.so`),
  )
}

/** Whether some Python has a module. */
function knows(module) {
  return ['python3', '/usr/bin/python3'].some(
    (python) => spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0,
  )
}

function works(program, argument) {
  return spawnSync(program, [argument], { stdio: 'ignore' }).status === 0
}
