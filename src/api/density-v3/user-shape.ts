import { userShape } from '../user-wire.ts'
import { components } from './components.ts'

/** A user in this surface's document. */
export const user = userShape.register(components, { id: 'User' })
