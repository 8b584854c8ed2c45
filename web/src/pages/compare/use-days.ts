import { useState } from 'preact/hooks'
import { type Answer, useAnswer } from '../../state/answer.ts'
import { askDays, type Question } from './ask-compare.ts'
import type { BatchProgress } from './batches.ts'
import type { DaysBySpace } from './rows.ts'

interface ComingDays {
  readonly days: Answer<DaysBySpace>
  /** How far they are on their way; `null` when they are not. */
  readonly progress: BatchProgress | null
}

/** The days of spaces, asked for anew whenever `key` (the question in a word) changes. */
export function useDays(key: string, question: Question): ComingDays {
  const [held, setHeld] = useState<{ readonly key: string; readonly progress: BatchProgress } | null>(null)
  const days = useAnswer(`days ${key}`, (signal) =>
    askDays(question, signal, (progress) => {
      if (!signal.aborted) setHeld({ key, progress })
    }),
  )
  // In the render right after the key changed, what is held still is about the question before.
  const isOnItsWay = days.state === 'loading' && held?.key === key
  return { days, progress: isOnItsWay ? held.progress : null }
}
