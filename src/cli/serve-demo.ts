import { stripVTControlCharacters } from 'node:util'
import type { Language } from '../app/check-result.ts'
import type { DemoLogin } from '../app/demo/demo-logins.ts'
import type { Words } from '../budget/finding.ts'

export interface ServeFlags {
  readonly host: string
  readonly data?: string
  readonly database?: string
  /** `true` as it was left, `new` from the beginning. */
  readonly demo?: true | string
}

/**
 * Makes the demonstration ready and gives its folder; null where it is refused, said why. It is never on a store that somebody names, never for other
 * machines, and never signs with a real key.
 */
export async function readyDemo(flags: ServeFlags, language: Language): Promise<string | null> {
  const say = (words: Words): void => void process.stderr.write(`${words[language]}\n`)
  if (flags.data !== undefined || flags.database !== undefined) {
    say({
      zh: '演示只用它自己的数据目录，不能与 --data、--database 一起用。',
      en: 'The demonstration has a folder of its own: --data and --database do not go with it.',
    })
    return null
  }
  if (process.env['MINGZHANG_ADDRESS'] !== undefined) {
    say({
      zh: '演示只在本机上运行：请去掉 MINGZHANG_ADDRESS 再启动。',
      en: 'The demonstration is for this machine alone: start it without MINGZHANG_ADDRESS.',
    })
    return null
  }
  // What is published there is invented: a bureau's key has nothing to do with it.
  delete process.env['MINGZHANG_SIGNING_KEY']
  const { demoFolder, prepareDemo } = await import('../app/demo/demo-store.ts')
  const folder = demoFolder()
  try {
    await prepareDemo(folder, {
      fresh: flags.demo === 'new',
      told: () =>
        say({ zh: '正在准备演示数据，约需半分钟……', en: 'Making the demonstration ready; this takes about half a minute …' }),
    })
  } catch (error) {
    const words = (error as { words?: Words }).words
    if (words === undefined) throw error
    say(words)
    return null
  }
  return folder
}

/** The links of everybody, one line each. */
export function printLogins(logins: readonly DemoLogin[], folder: string, language: Language): string {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  const head = [say('岗位', 'post'), say('人员', 'person'), say('一次性登录链接', 'one-time link')] as const
  const rows = [head, ...logins.map(({ posts, name, link }) => [posts[language], name, link] as const)]
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))))
  const lines = rows.map((row) => row.map((cell, i) => padded(cell, widths[i] ?? 0)).join('  '))
  return [
    '',
    say(
      '演示：青岚县，一个虚构的县。演示中的今天是2026年11月27日。每个链接只能用一次，重新启动会给出新的链接。',
      'The demonstration: 青岚县, an invented county, on 27 November 2026. Each link works once; every start prints new ones.',
    ),
    ...lines,
    say(
      `演示数据在 ${folder}，下次启动接着用；要从头开始：npm start -- --demo new`,
      `Its data are in ${folder} and are there at the next start; to begin anew: npm start -- --demo new`,
    ),
    '',
  ].join('\n')
}

/** Columns that a terminal takes: Chinese characters two each. */
function widthOf(text: string): number {
  const wide = stripVTControlCharacters(text).match(/[\u2e80-\u9fff\uff00-\uff60]/gu)?.length ?? 0
  return text.length + wide
}

function padded(text: string, width: number): string {
  return `${text}${' '.repeat(Math.max(0, width - widthOf(text)))}`
}
