import { createComponents } from '../openapi.ts'

/** Schemas that the document of Density v2 refers to by name. */
export const components = createComponents()
