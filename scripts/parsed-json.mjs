import { readFile } from 'node:fs/promises'

/** Lists stand in a script as text that is parsed as JSON: a browser reads that in half the time that it takes for the same as script. */
export const parsedJson = {
  name: 'parsed-json',
  setup(build) {
    build.onLoad({ filter: /\.json$/ }, async ({ path }) => {
      const text = JSON.stringify(JSON.parse(await readFile(path, 'utf8')))
      return { contents: `export default JSON.parse(${JSON.stringify(text)})`, loader: 'js' }
    })
  },
}
