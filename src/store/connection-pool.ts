import pg from 'pg'

/**
 * Connections of one kind. One that breaks, because the server ends it or is gone, ends what is done over it and nothing else: one that nobody uses is
 * replaced at the next query, and one that somebody uses between two statements fails at the next one. Without a listener it would end the whole program.
 */
export function connectionPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config)
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
