import { useMemo } from 'preact/hooks'
import type { Answer } from './answer.ts'

/** An answer with its value made into something else; made anew only when the value, or what `by` names, changes. */
export function useMapped<From, To>(
  answer: Answer<From>,
  by: readonly unknown[],
  make: (value: From) => To,
): Answer<To> {
  const { value } = answer
  const made = useMemo(() => (value === undefined ? undefined : make(value)), [value, ...by])
  return { ...answer, value: made }
}
