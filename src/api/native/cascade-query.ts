import { z } from 'zod'

/** `?cascade=true`: delete also what hangs on it. */
export const cascadeQuery = z.object({
  cascade: z
    .enum(['true', 'false'])
    .default('false')
    .transform((word) => word === 'true')
    .describe('Deletes also what is in it and what was read there.'),
})
