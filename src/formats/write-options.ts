/** What every written file is told beside its Document. There is no date: the same Document and options give the same bytes on any day. */
export interface WriteOptions {
  /** The document's title as its properties have it; it is not printed as a line of its own. */
  readonly title: string
  readonly language: 'zh-CN'
  /** The department that publishes. */
  readonly author: string
  /** A draft is marked 草案 on every page. */
  readonly draft?: boolean
  /** Whether formats with pages begin with a list of contents where there are headings. Default: true. */
  readonly contents?: boolean
}
