import { escapeMarkup } from '../escape-markup.ts'

/** The folder of the site in which the files stand. */
export const DOWNLOADS = 'downloads/'

const FORMATS: Readonly<Record<string, string>> = {
  docx: 'Word 文档',
  pdf: 'PDF 文档',
  xlsx: 'Excel 工作簿',
  html: '网页',
  txt: '纯文本',
  csv: 'CSV 数据',
  json: 'JSON 数据',
}

/** A table of the files with format and size; empty where there are none. Throws for a path that leads out of the folder: a fault of the caller. */
export function downloadsMarkup(files: ReadonlyMap<string, Uint8Array>): string {
  if (files.size === 0) return ''
  const rows = [...files].map(([path, bytes]) => {
    const name = escapeMarkup(path)
    const format = escapeMarkup(formatOf(path))
    return `<tr><th scope="row"><a href="${hrefOf(path)}" download>${name}</a></th><td>${format}</td><td class="figure">${sizeOf(bytes.length)}</td></tr>`
  })
  const head = '<thead>\n<tr><th scope="col">文件</th><th scope="col">格式</th><th scope="col">大小</th></tr>\n</thead>'
  return `<table aria-labelledby="downloads">\n${head}\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`
}

function hrefOf(path: string): string {
  const parts = path.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..')) throw new Error(`a download has the path ${path}`)
  return `${DOWNLOADS}${parts.map(encodeURIComponent).join('/').replaceAll("'", '%27')}`
}

function formatOf(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  return FORMATS[ending] ?? ending
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kib = bytes / 1024
  return kib < 1024 ? `${kib.toFixed(1)} KB` : `${(kib / 1024).toFixed(1)} MB`
}
