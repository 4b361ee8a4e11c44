import { renderPage } from './render-page.ts'
import { REMEMBERED, typesetter } from './typesetter.ts'

/** A page as large as the drawing. */
const PAGE = `#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")`

/**
 * A drawing as a PNG of so many pixels across, its texts in the packaged fonts wherever it is drawn. Programs that show what a link leads to take no SVG.
 *
 * @throws Error for what is no SVG
 */
export async function drawSvg(svg: string, width: number): Promise<Uint8Array> {
  const typst = typesetter()
  try {
    const compiled = typst.compile({ mainFileContent: PAGE, inputs: { svg } })
    if (compiled.result === null) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? []))
    const pdf = new Uint8Array(typst.pdf(compiled.result, { creationTimestamp: 0 }))
    return (await renderPage(pdf, 1, { width })).png
  } finally {
    typst.evictCache(REMEMBERED)
  }
}
