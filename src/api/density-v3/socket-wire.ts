import { z } from 'zod'
import { components } from './components.ts'

/** The answer of a call for a socket (density-v3.md §7). */
export const socketUrl = z
  .object({
    ws_url: z
      .string()
      .describe('Opens one WebSocket, once, within 60 seconds; no header is needed.')
      .meta({ example: 'wss://count.example.org/v3/ws/…' }),
  })
  .register(components, { id: 'SocketUrl' })
