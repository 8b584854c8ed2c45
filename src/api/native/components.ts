import { createComponents } from '../openapi.ts'

/** Schemas that the document of the own surface refers to by name. */
export const components = createComponents()
