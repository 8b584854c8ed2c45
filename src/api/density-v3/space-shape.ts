import { spaceShape } from '../space-wire.ts'
import { components } from './components.ts'

/** A space in this surface's document. */
export const space = spaceShape.register(components, { id: 'Space' })
