import type { Store } from '../../store/open-store.ts'

/** Key of the setting that says of a store that it is a demonstration. No page and no other command writes it. */
const KEY = 'demo'

/** Says of a store that was just filled with the demonstration that it is one, from now on and for good. */
export async function markDemo({ db }: Pick<Store, 'db'>): Promise<void> {
  await db
    .insertInto('setting')
    .values({ key: KEY, value: JSON.stringify({ demo: true }) })
    .execute()
}

/** Whether a store was made as a demonstration. */
export async function isDemoStore({ db }: Pick<Store, 'db'>): Promise<boolean> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst()
  return (row?.value as { demo?: unknown } | undefined)?.demo === true
}
