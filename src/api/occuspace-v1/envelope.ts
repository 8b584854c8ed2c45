import { z } from 'zod'

/** The shape of every answer: `{message: "OK", data}` (occuspace.md §4). */
export function envelope<Data extends z.ZodType>(data: Data) {
  return z.object({ message: z.literal('OK'), data })
}

/** Puts an answer into its envelope. */
export function ok<Data>(data: Data): { message: 'OK'; data: Data } {
  return { message: 'OK', data }
}
