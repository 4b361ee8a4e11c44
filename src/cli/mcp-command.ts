import { type Command, Option } from 'commander'
import type { Language } from '../app/check-result.ts'
import type { Words } from '../budget/finding.ts'
import { words } from './language.ts'
import { type StoreFlags, storeOptions } from './store-commands.ts'

/** `mingzhang mcp`: everything published, for programs that speak the Model Context Protocol over standard input and output. */
export function addMcpCommand(program: Command, language: Language): void {
  const say = (zh: string, en: string): string => words(zh, en)[language]
  program
    .command('mcp')
    .description(
      say(
        '供支持 MCP 的程序查询（标准输入输出），每个数字都带出处',
        'serve MCP over standard input and output; every figure with its citation',
      ),
    )
    .option('--data <folder>', say('数据目录', 'folder of the data'))
    .option(
      '--database <url>',
      say('PostgreSQL 地址；不填则用随程序安装的', 'address of a PostgreSQL; by default the one that comes along'),
    )
    .addOption(new Option('--lang <zh|en>', say('提示语言', 'language of messages')).choices(['zh', 'en']))
    .action(async (options: StoreFlags) => {
      const { serveStdio } = await import('../server/mcp/serve-stdio.ts')
      try {
        await serveStdio(storeOptions(options), (notice) => process.stderr.write(`${notice[language]}\n`))
      } catch (error) {
        const said = (error as { words?: Words }).words
        if (said === undefined) throw error
        process.stderr.write(`${said[language]}\n`)
        process.exitCode = 2
      }
    })
}
