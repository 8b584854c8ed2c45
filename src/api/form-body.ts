import type { FastifyInstance } from 'fastify'
import { invalid } from '../domain/errors.ts'

/** Largest body that is taken where no token is needed. */
export const PUBLIC_BODY_LIMIT_BYTES = 16 * 1024

/** Media type of a form, as OAuth has it (RFC 6749 §4.4.2). */
export const FORM_TYPE = 'application/x-www-form-urlencoded'

/**
 * Makes the routes of an app take forms as well as JSON. A form becomes an object of strings; the fields named in
 * `numbers` become numbers where they look like one. A field that is there twice is refused (RFC 6749 §3.2).
 */
export function takeForms(app: FastifyInstance, numbers: readonly string[] = []): void {
  app.addContentTypeParser(FORM_TYPE, { parseAs: 'string' }, (_request, body, done) => {
    const fields = [...new URLSearchParams(String(body))]
    const names = new Set(fields.map(([name]) => name))
    if (names.size < fields.length) {
      done(invalid('repeated_field', 'Each field of the form must be there once.'))
      return
    }
    // Own properties only, whatever they are called.
    done(null, Object.fromEntries(fields.map(([name, text]) => [name, fieldValue(name, text, numbers)])))
  })
}

function fieldValue(name: string, text: string, numbers: readonly string[]): string | number {
  return numbers.includes(name) && /^\d{1,9}$/.test(text) ? Number(text) : text
}
