import type { Portfolio } from '../../state/portfolio.ts'

/** Where a space is, such as `Whitman Library, Ground floor`. */
export function pathOf(portfolio: Portfolio, id: string): string {
  return portfolio
    .ancestors(id)
    .filter(({ space_type }) => space_type !== 'campus')
    .map(({ name }) => name)
    .join(', ')
}
