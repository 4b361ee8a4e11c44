import type { Document } from '../../document/document.ts'
import { escapeMarkup } from '../escape-markup.ts'
import { DRAFT_STYLE, PAGE_STYLE } from '../html/page-style.ts'
import { documentMarkup } from '../html/write.ts'
import { layOut } from '../print-layout.ts'
import type { WriteOptions } from '../write-options.ts'
import { contentsMarkup, contentsOf } from './contents.ts'
import { DOWNLOADS, downloadsMarkup } from './downloads.ts'
import { SITE_STYLE } from './site-style.ts'

/** The pages of a site: the one to open, with contents and files, and the disclosure itself, whole, so that it can be searched and printed. */
export const SITE_INDEX = 'index.html'
export const SITE_TEXT = 'disclosure.html'
const STYLE = 'style.css'

/**
 * Writes a disclosure as a static site, by path: two pages and their style, and the files given under downloads/. Links are relative, there is
 * no script, and nothing comes from elsewhere: it works on any web server and from disk. The same input gives the same bytes.
 *
 * @param downloads files to offer, by their path, in the order in which they are listed
 */
export function writeSite(
  document: Document,
  downloads: ReadonlyMap<string, Uint8Array>,
  options: WriteOptions,
): ReadonlyMap<string, Uint8Array> {
  const runs = layOut(document)
  const contents = contentsOf(runs)
  const tables = document.blocks.filter((block) => block.kind === 'table').length
  const files = downloadsMarkup(downloads)
  const index = [
    `<h1>${escapeMarkup(options.title)}</h1>`,
    `<p class="lead"><a href="${SITE_TEXT}">阅读全文</a>（共 ${tables} 张表）</p>`,
    ...(contents.entries.length === 0
      ? []
      : [
          '<h2 id="contents">目录</h2>',
          `<nav class="contents" aria-labelledby="contents">\n${contentsMarkup(contents.entries, SITE_TEXT)}\n</nav>`,
        ]),
    ...(files === '' ? [] : ['<h2 id="downloads">下载</h2>', `<div class="files">\n${files}\n</div>`]),
  ]
  const text = [documentMarkup(runs, contents.anchorOf), `<p class="back"><a href="${SITE_INDEX}">返回目录与下载</a></p>`]
  const style = [PAGE_STYLE, SITE_STYLE, ...(options.draft === true ? [DRAFT_STYLE] : [])].join('\n')
  const encode = (words: string): Uint8Array => new TextEncoder().encode(words)
  return new Map([
    [SITE_INDEX, encode(pageOf(options, null, index.join('\n')))],
    [SITE_TEXT, encode(pageOf(options, '全文', text.join('\n')))],
    [STYLE, encode(`${style}\n`)],
    ...[...downloads].map(([path, bytes]) => [`${DOWNLOADS}${path}`, bytes] as const),
  ])
}

/** A page of the site. `name` is what it is called below the first one; null for that one itself. */
function pageOf(options: WriteOptions, name: string | null, main: string): string {
  const title = escapeMarkup(options.title)
  const draft = options.draft === true
  const head = [
    '<meta charset="utf-8">',
    `<title>${name === null ? title : `${name} - ${title}`}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="author" content="${escapeMarkup(options.author)}">`,
    ...(draft ? ['<meta name="robots" content="noindex">'] : []),
    `<link rel="stylesheet" href="${STYLE}">`,
  ]
  const here = (words: string): string => `<li><span aria-current="page">${words}</span></li>`
  const trail = name === null ? here(title) : `<li><a href="${SITE_INDEX}">${title}</a></li>${here(name)}`
  const body = [
    '<a class="skip" href="#main">跳到正文</a>',
    `<header>\n<nav class="trail" aria-label="当前位置">\n<ol>${trail}</ol>\n</nav>\n</header>`,
    // Words too, since the mark across the page is only seen.
    `<main id="main" tabindex="-1">\n${draft ? '<p class="draft">草案，不作为正式公开文本</p>\n' : ''}${main}\n</main>`,
  ]
  return `<!DOCTYPE html>\n<html lang="${options.language}">\n<head>\n${head.join('\n')}\n</head>\n<body>\n${body.join('\n')}\n</body>\n</html>\n`
}
