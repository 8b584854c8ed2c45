import { z } from 'zod'

/** A list of label ids; absent stands for none. */
export const labelIds = z
  .array(z.string(), { error: 'must be a list of label ids such as ["lbl_…"]' })
  .max(1_000, { error: 'must name at most 1,000 labels' })
  .nullish()
  .transform((ids) => ids ?? [])
