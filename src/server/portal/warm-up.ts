import type { Hono } from 'hono'
import type { Archive } from '../../app/archive.ts'

/** Departments whose pages are asked for: about as many as it takes until the code that makes them is compiled. */
const DEPARTMENTS = 40

/**
 * Asks for pages as the first readers will, one after another: what they need is loaded, compiled and planned before they come, and not while they wait.
 * Nothing depends on it: what fails is asked again by whoever wants it.
 *
 * @param app the server that has the portal
 * @param host name under which it lets requests in
 */
export async function warmUp(app: Hono, archive: Archive, host: string, isEnding: () => boolean): Promise<void> {
  try {
    const departments = await archive.departments({ limit: DEPARTMENTS })
    const pages = departments.flatMap(({ id, division }) => [
      `/department/${id}`,
      `/place/${division === '' ? 'CN' : division}`,
      `/api/v1/departments/${id}`,
      `/api/v1/facts?cut=expenditure&department=${id}&limit=200`,
    ])
    for (const page of ['/', '/api/v1/departments?limit=20', ...pages]) {
      if (isEnding()) return
      await (await app.request(page, { headers: { host } })).arrayBuffer()
    }
  } catch {
    // A store that does not answer now is told to whoever asks it.
  }
}
