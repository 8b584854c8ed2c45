import { createComponents } from '../openapi.ts'
import { problem } from '../problem.ts'

/** Schemas that the Occuspace document refers to by name. */
export const components = createComponents()
problem.register(components, { id: 'Problem' })
