import type { SpaceState } from '../state/space-state.ts'
import { texts } from '../texts/texts.ts'
import './state-mark.css'

/** The sign of a state: told apart by shape as well as by colour. */
export function StateMark({ state, size = '1em' }: { state: SpaceState; size?: string }) {
  return (
    <svg
      class={`state-mark state-${state}`}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <StateShape state={state} />
    </svg>
  )
}

/** The shape of a state in a box of 16 by 16: a ring, a disc, a triangle, a question mark, a crossed-out square. */
export function StateShape({ state }: { state: SpaceState }) {
  switch (state) {
    case 'available':
      return <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" stroke-width="2.4" />
    case 'occupied':
      return <circle cx="8" cy="8" r="6.6" fill="currentColor" />
    case 'over':
      return <path d="M8 1.2 15.4 14.4H.6Z" fill="currentColor" />
    case 'unknown':
      return (
        <path
          d="M5 5.4a3 3 0 1 1 4.6 2.6C8.4 8.8 8 9.3 8 10.4M8 13.4v.2"
          fill="none"
          stroke="currentColor"
          stroke-width="2.4"
          stroke-linecap="round"
        />
      )
    case 'unhealthy':
      return (
        <path
          d="M2 2h12v12H2ZM5 5l6 6M11 5l-6 6"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linejoin="round"
        />
      )
  }
}

/** A state in words, with its sign. */
export function StateWord({ state }: { state: SpaceState }) {
  return (
    <span class={`state-word state-${state}`}>
      <StateMark state={state} />
      {texts.common.states[state]}
    </span>
  )
}
