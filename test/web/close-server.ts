import type { TestServer } from '../api/test-server.ts'

const CUT_EVERY_MS = 50

/** Closes a server that browsers may still be at: one keeps connections open on which it has not asked anything yet. */
export async function closeServer({ app, close }: TestServer): Promise<void> {
  const cutting = setInterval(() => app.server.closeAllConnections(), CUT_EVERY_MS)
  try {
    await close()
  } finally {
    clearInterval(cutting)
  }
}
