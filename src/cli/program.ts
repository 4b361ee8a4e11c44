import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { addAccountCommands } from './account-commands.ts'
import { checkCommand, type CheckOptions } from './check-command.ts'
import { VERSION } from '../app/version.ts'
import type { Words } from '../budget/finding.ts'
import { CODES } from './codes.ts'
import { chosenLanguage, words } from './language.ts'
import { addMcpCommand } from './mcp-command.ts'
import { readCommand } from './read-command.ts'
import { printLogins, readyDemo } from './serve-demo.ts'
import { addBackupCommands } from './backup-commands.ts'
import { addStoreCommands, type StoreFlags, storeOptions } from './store-commands.ts'
import { addWriteCommands } from './write-commands.ts'

const asked =
  process.argv.find((a) => a.startsWith('--lang='))?.slice(7) ??
  (process.argv.includes('--lang') ? process.argv[process.argv.indexOf('--lang') + 1] : undefined)
const language = chosenLanguage(asked, process.env)
const say = (zh: string, en: string): string => words(zh, en)[language]

const program = new Command('mingzhang')
  .description(say('明账：读懂、核对公开的部门预算', 'Mingzhang: reads and checks published department budgets'))
  .version(VERSION)
  .addOption(new Option('--lang <zh|en>', say('提示语言', 'language of messages')).choices(['zh', 'en']))
  .exitOverride()
  .showHelpAfterError()

program
  .command('check')
  .description(say('读取并核对一份或多份公开文件', 'read and check one or several published documents'))
  .argument('[file...]', say('txt、html、docx 或 xlsx 文件', 'txt, html, docx or xlsx files'))
  .option('--json', say('输出 JSON，每个文件一行', 'print JSON, a line for each file'))
  .option('--report <out.html>', say('另存一份可单独打开的报告', 'also write one self-contained report'))
  .option(
    '--summary <out.xlsx>',
    say('另存汇总表：每份文件一行，每条发现一行', 'also write a workbook: a row a document and a row a finding'),
  )
  .addOption(
    new Option('--fail-on <level>', say('到哪一级以退出码 1 结束', 'exit with 1 from this level on'))
      .choices(['error', 'warning', 'never'])
      .default('error'),
  )
  .option(
    '--together',
    say(
      '把这些文件也互相核对：部门与单位、上年与本年、预算与决算',
      'check the files against each other too: department and units, year and year, budget and final account',
    ),
  )
  .option(
    '--previous <report.json>',
    say('与上次的 JSON 报告比较：已改正、仍存在、新出现', 'compare with an earlier JSON report: mended, remaining, new'),
  )
  .option('--set-aside <file>', say('已由人判断并注明理由的发现清单', 'findings that a person has set aside, with reasons'))
  .option('--codes', say('列出发现的类别代码', 'list the codes of findings'))
  .addOption(new Option('--lang <zh|en>', say('提示语言', 'language of messages')).choices(['zh', 'en']))
  .action(async (files: string[], options: CheckOptions & { codes?: true }) => {
    if (options.codes === true) {
      for (const [code, meaning] of Object.entries(CODES)) process.stdout.write(`${code.padEnd(12)} ${meaning[language]}\n`)
      return
    }
    if (files.length === 0) throw new InvalidArgumentError(say('请给出要核对的文件。', 'Name the files to check.'))
    process.exitCode = await checkCommand(files, options, language)
  })

program
  .command('read')
  .description(say('列出读到的内容，不作核对', 'list what was read, without checking it'))
  .argument('<file...>', say('txt、html、docx 或 xlsx 文件', 'txt, html, docx or xlsx files'))
  .option('--json', say('输出 JSON，每个文件一行', 'print JSON, a line for each file'))
  .addOption(new Option('--lang <zh|en>', say('提示语言', 'language of messages')).choices(['zh', 'en']))
  .action(async (files: string[], options: { json?: true }) => {
    process.exitCode = await readCommand(files, options, language)
  })

program
  .command('serve')
  .description(say('在本机打开网页界面', 'serve the page on this machine'))
  .option('--port <n>', say('端口；0 为任意空闲端口', 'port; 0 takes a free one'), port, 8686)
  .option(
    '--host <name>',
    say('监听的地址；默认只有本机能访问', 'address to listen on; by default this machine alone'),
    '127.0.0.1',
  )
  .option('--data <folder>', say('数据目录', 'folder of the data'))
  .option(
    '--database <url>',
    say('PostgreSQL 地址；不填则用随程序安装的', 'address of a PostgreSQL; by default the one that comes along'),
  )
  .addOption(new Option('--lang <zh|en>', say('提示语言', 'language of messages')).choices(['zh', 'en']))
  .option(
    '--demo [new]',
    say('启动演示：一个虚构的县；new 为从头开始', 'the demonstration: an invented county; new begins it anew'),
  )
  .action(async (options: { port: number; host: string; demo?: true | string } & StoreFlags) => {
    const demo = options.demo === undefined ? null : await readyDemo(options, language)
    if (options.demo !== undefined && demo === null) {
      process.exitCode = 2
      return
    }
    const { start } = await import('../server/main.ts')
    const { port: wanted, host } = options
    const starting = { port: wanted, host, demo: demo !== null, store: demo === null ? storeOptions(options) : { folder: demo } }
    const started = await start(starting).catch((error: NodeJS.ErrnoException) => error)
    if (started instanceof Error) {
      process.stderr.write(`${cannotListen(started, options)}\n`)
      process.exitCode = 2
      return
    }
    const { url, notice, setUpLink, logins, close } = started
    if (notice !== null) process.stderr.write(`${notice[language]}\n`)
    process.stdout.write(`${say('明账已启动：', 'Mingzhang is at ')}${url}\n`)
    if (logins !== null) process.stdout.write(printLogins(logins, demo ?? '', language))
    if (setUpLink !== null)
      process.stdout.write(
        `${say('还没有管理员。用这个一次性链接设置（24 小时内有效）：', 'There is no administrator yet. Set one up with this one-time link, within 24 hours: ')}${setUpLink}\n`,
      )
    // A service is told twice, by whoever stops it and by its parent: the second time must not cut the first short.
    let stopping: Promise<void> | null = null
    const stop = (): void => void (stopping ??= close().then(() => process.exit(0)))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  })

addWriteCommands(program, language)
addStoreCommands(program, language)
addMcpCommand(program, language)
addBackupCommands(program, language)
addAccountCommands(program, language)

function cannotListen(error: NodeJS.ErrnoException & { words?: Words }, wanted: { port: number; host: string }): string {
  if (error.words !== undefined) return error.words[language]
  if (error.code === 'EADDRINUSE')
    return say(
      `端口 ${wanted.port} 已被占用（明账也许已在运行）。可用 --port 0 换一个空闲端口。`,
      `Port ${wanted.port} is taken (perhaps by another Mingzhang). --port 0 takes a free one.`,
    )
  const address = `${wanted.host}:${wanted.port}`
  return say(`无法在 ${address} 上启动：${error.message}`, `Cannot listen on ${address}: ${error.message}`)
}

function port(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError(say('端口应为 0 至 65535 的整数。', 'A port is a whole number from 0 to 65535.'))
  return value
}

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  process.stderr.write(`${say('输出无法写入：', 'The output cannot be written: ')}${error.message}\n`)
  process.exit(2)
})

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  if (error instanceof InvalidArgumentError) process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
