import { type Command, InvalidArgumentError, Option } from 'commander'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ArchiveStore } from '../app/archive.ts'
import { closeWorkers } from '../app/check-bytes.ts'
import type { Language } from '../app/check-result.ts'
import type { ImportSummary } from '../app/import-folder.ts'
import type { Words } from '../budget/finding.ts'
import { words } from './language.ts'
import { startProgressBar } from './progress-bar.ts'

export interface StoreFlags {
  readonly data?: string
  readonly database?: string
}

/** Where the store is: a folder beside the program unless another is named (`--data`, MINGZHANG_DATA; `--database`, MINGZHANG_DATABASE). */
export function storeOptions({ data, database }: StoreFlags): { folder: string; database?: string } {
  const beside = join(fileURLToPath(new URL('..', import.meta.url)), 'data')
  const url = database ?? process.env['MINGZHANG_DATABASE']
  return { folder: data ?? process.env['MINGZHANG_DATA'] ?? beside, ...(url === undefined ? {} : { database: url }) }
}

/** `mingzhang import` and `mingzhang migrate`. */
export function addStoreCommands(program: Command, language: Language): void {
  const say = (zh: string, en: string): string => words(zh, en)[language]
  const command = (name: string, about: string): Command => storeCommand(program, language, name, about)

  command(
    'import',
    say(
      '把一个文件夹里的公开文件都读进来，可随时中断再继续',
      'take a whole folder of disclosures in; can be ended and gone on with',
    ),
  )
    .argument('<folder>', say('文件夹', 'folder'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .option(
      '--workers <n>',
      say('同时读几个文件；默认用满处理器', 'files read at once; by default as many as there are processors'),
      wholeNumber(say),
    )
    .action(async (folder: string, options: StoreFlags & { json?: true; workers?: number }) => {
      // Whoever reads the portal on the same machine comes first.
      setPriority(constants.priority.PRIORITY_LOW)
      process.exitCode = await withStore(options, language, async (store) => {
        const { importFolder } = await import('../app/import-folder.ts')
        const stop = new AbortController()
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
        const bar = startProgressBar(language)
        const summary = await importFolder(store, folder, {
          signal: stop.signal,
          onProgress: bar.update,
          ...(options.workers === undefined ? {} : { concurrency: options.workers }),
        })
        bar.end()
        process.stdout.write(options.json === true ? `${JSON.stringify(summary)}\n` : printSummary(summary, say))
        return summary.failed + summary.refused > 0 ? 1 : 0
      })
    })

  command(
    'population',
    say(
      '载入各地人口（及编制人数）表，门户据此列出人均数',
      'take in a table of people by place, from which the portal reckons money per head',
    ),
  )
    .argument('<csv>', say('CSV：division,year,population,source[,staff]', 'CSV: division,year,population,source[,staff]'))
    .action(async (file: string, options: StoreFlags) => {
      process.exitCode = await withStore(options, language, async (store) => {
        const { importHeadCounts } = await import('../app/import-head-counts.ts')
        const taken = await importHeadCounts(store, file)
        if (taken.ok) process.stdout.write(`${say(`载入 ${taken.counts} 个人数。`, `${taken.counts} counts taken in.`)}\n`)
        else process.stderr.write(`${taken.messages.map((message) => say(message.zh, message.en)).join('\n')}\n`)
        return taken.ok ? 0 : 2
      })
    })

  command('migrate', say('把数据库结构更新到本版本', "bring the database's schema up to this version")).action(
    async (options: StoreFlags) => {
      process.exitCode = await withStore(options, language, () => {
        process.stdout.write(`${say('数据库结构已是本版本。', 'The schema is that of this version.')}\n`)
        return Promise.resolve(0)
      })
    },
  )
}

/** A command that works on the store, with the options that say where it is. */
export function storeCommand(parent: Command, language: Language, name: string, about: string): Command {
  const say = (zh: string, en: string): string => words(zh, en)[language]
  return parent
    .command(name)
    .description(about)
    .option('--data <folder>', say('数据目录', 'folder of the data'))
    .option(
      '--database <url>',
      say('PostgreSQL 地址；不填则用随程序安装的', 'address of a PostgreSQL; by default the one that comes along'),
    )
    .addOption(new Option('--lang <zh|en>', say('提示语言', 'language of messages')).choices(['zh', 'en']))
}

function wholeNumber(say: (zh: string, en: string) => string): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (Number.isInteger(value) && value >= 1 && value <= 256) return value
    throw new InvalidArgumentError(say('应为 1 至 256 的整数。', 'A whole number from 1 to 256 is expected.'))
  }
}

/** Opens the store, works with it and closes it; says what is in the way where it cannot be opened. */
export async function withStore(
  flags: StoreFlags,
  language: Language,
  work: (store: ArchiveStore) => Promise<number>,
): Promise<number> {
  const { openArchiveStore } = await import('../app/archive.ts')
  let store: ArchiveStore
  try {
    store = await openArchiveStore(storeOptions(flags))
  } catch (error) {
    const said = (error as { words?: Words }).words
    if (said === undefined) throw error
    process.stderr.write(`${said[language]}\n`)
    return 2
  }
  if (store.notice !== null) process.stderr.write(`${store.notice[language]}\n`)
  try {
    return await work(store)
  } catch (error) {
    const { code, words: said } = error as NodeJS.ErrnoException & { words?: Words }
    if (said !== undefined) {
      process.stderr.write(`${said[language]}\n`)
      return 2
    }
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EACCES' && code !== 'ENOSPC') throw error
    process.stderr.write(`${(error as Error).message}\n`)
    return 2
  } finally {
    await closeWorkers()
    await store.close()
  }
}

function printSummary(s: ImportSummary, say: (zh: string, en: string) => string): string {
  const lines = [
    say(
      `共 ${s.files} 个文件：本次读入 ${s.kept}，已有 ${s.known}，不能读 ${s.refused}，出错 ${s.failed}。`,
      `${s.files} files: ${s.kept} taken in now, ${s.known} there already, ${s.refused} not readable, ${s.failed} failed.`,
    ),
    say(
      `未读出的表 ${s.unreadTables} 张；年度不明 ${s.unknownYear} 份，部门不明 ${s.unknownDepartment} 份，地区不明 ${s.unknownPlace} 份，没有可汇总数字的 ${s.withoutFacts} 份；核对出的错误 ${s.errors} 处。`,
      `${s.unreadTables} tables unread; year unknown in ${s.unknownYear}, department in ${s.unknownDepartment}, place in ${s.unknownPlace}; nothing to add up in ${s.withoutFacts}; ${s.errors} errors found.`,
    ),
    ...(s.links.length === 0
      ? []
      : [
          say(
            `另有 ${s.links.length} 个链接没有跟随，其中的文件没有读；要读请给出它们所指的文件夹：`,
            `${s.links.length} ${s.links.length === 1 ? 'link was' : 'links were'} not followed and nothing behind them was read; to read it, name the folder that a link leads to:`,
          ),
          ...s.links.map((path) => `  ${path}`),
        ]),
    ...s.noted.flatMap(({ path, state, note }) => {
      const about = [
        ...(note.message === undefined ? [] : [say(note.message.zh, note.message.en)]),
        ...(note.unknownYear === true ? [say('年度不明', 'year unknown')] : []),
        ...(note.unknownDepartment === true ? [say('部门不明', 'department unknown')] : []),
        ...(note.unknownPlace === true && note.unknownDepartment !== true ? [say('地区不明', 'place unknown')] : []),
        ...(note.unreadTables === undefined
          ? []
          : [say(`${note.unreadTables} 张表未读出`, `${note.unreadTables} tables unread`)]),
        ...(note.withoutFacts === true ? [say('没有可汇总的数字', 'nothing to add up')] : []),
      ]
      return about.length === 0 ? [] : [`  ${state === 'failed' ? say('出错 ', 'failed ') : ''}${path}：${about.join('；')}`]
    }),
  ]
  return `${lines.join('\n')}\n`
}
