/** Where something stands in a source file: whatever the format has of these, all counted from 1, header rows included. */
export interface Place {
  readonly file?: string
  readonly page?: number
  readonly line?: number
  readonly sheet?: string
  readonly cell?: string
  /** x0, y0, x1, y1 in points from the page's upper left corner. */
  readonly box?: readonly [number, number, number, number]
  readonly table?: number
  readonly row?: number
  readonly column?: number
  /** Paragraph number among the document's paragraphs outside tables. */
  readonly paragraph?: number
  /** First and last character of the words meant, within the paragraph or cell. */
  readonly span?: readonly [number, number]
}

/** Printed words with their place. */
export interface Text {
  readonly printed: string
  readonly place: Place
}
