import { z } from 'zod'

/** A moment in ISO 8601 with `Z` or an offset, handed to the domain as epoch milliseconds. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .meta({ description: 'ISO 8601 with `Z` or an offset.', example: '2024-05-14T09:00:00Z' })

/** A moment in an answer: ISO 8601 in UTC, written with {@link formatInstant}. */
export const instantText = z.string().meta({ format: 'date-time', example: '2024-05-14T09:00:00Z' })

/** A moment as ISO 8601 in UTC; milliseconds are written when they are not zero. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

/** A name that people give: 1 to 255 characters after trimming (density-v3.md §8). */
export const nameText = z.string().trim().min(1).max(255)
