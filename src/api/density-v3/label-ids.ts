import { z } from 'zod'

/** Labels, each as its id or as a Label that a client read before, of which the id counts; absent stands for none. */
export const labelReferences = z
  .array(z.union([z.string(), z.looseObject({ id: z.string() })]), {
    error: 'must be a list of labels, or of their ids such as ["lbl_…"]',
  })
  .max(1_000, { error: 'must name at most 1,000 labels' })
  .nullish()
  .transform((labels) => (labels ?? []).map((label) => (typeof label === 'string' ? label : label.id)))

/** A list of label ids; absent stands for none. */
export const labelIds = z
  .array(z.string(), { error: 'must be a list of label ids such as ["lbl_…"]' })
  .max(1_000, { error: 'must name at most 1,000 labels' })
  .nullish()
  .transform((ids) => ids ?? [])
