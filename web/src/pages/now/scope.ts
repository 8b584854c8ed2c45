import type { Space } from '../../../../src/client/native-wire.ts'
import type { Portfolio } from '../../state/portfolio.ts'

/** The part of the portfolio that is looked at. */
export interface Scope {
  /** The space it was narrowed to; `null` for the whole portfolio. */
  readonly space: Space | null
  readonly roots: readonly Space[]
  /** All spaces of it, its roots included, in the order of the tree. */
  readonly spaces: readonly Space[]
  /** Those without spaces below them that are in service: what is free or in use. */
  readonly leaves: readonly Space[]
}

/** The scope that the address names; the whole portfolio when it names none that is seen. */
export function scopeOf(portfolio: Portfolio, id: string | undefined): Scope {
  const space = (id === undefined ? undefined : portfolio.space(id)) ?? null
  const spaces = space === null ? portfolio.spaces : [space, ...portfolio.descendants(space.id)]
  return {
    space,
    roots: space === null ? portfolio.roots : [space],
    spaces,
    leaves: spaces.filter(({ id, status }) => status === 'live' && portfolio.children(id).length === 0),
  }
}

/** The spaces that the portfolio may be narrowed to. */
export function scopeChoices(portfolio: Portfolio): readonly Space[] {
  const choices = portfolio.spaces.filter(
    ({ space_type }) => space_type === 'building' || space_type === 'campus',
  )
  return choices.length < 2 ? [] : choices
}
