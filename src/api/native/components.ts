import { createComponents } from '../openapi.ts'
import { problem } from '../problem.ts'

/** Schemas that the document of the own surface refers to by name. */
export const components = createComponents()
problem.register(components, { id: 'Problem' })
