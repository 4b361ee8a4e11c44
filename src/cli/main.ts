import { prepareWorker } from '../app/check-bytes.ts'

// Reading needs a worker, which takes as long to start as the rest of the command: it starts first, and loads meanwhile.
const [verb, ...rest] = process.argv.slice(2)
if ((verb === 'check' || verb === 'read') && rest.some((argument) => !argument.startsWith('-'))) prepareWorker()
await import('./program.ts')
