import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { validatorCompiler } from '../validation.ts'
import { requireUnlimited } from '../visible-set-up.ts'
import { components } from './components.ts'
import { documentBody } from './document-wire.ts'
import { MAX_DOCUMENT_THINGS, readDocument } from './read-document.ts'

const query = z.object({
  dry_run: z
    .enum(['true', 'false'])
    .optional()
    .describe('`true`: says what it would do, and changes nothing.')
    .transform((word) => word === 'true'),
})

const applied = z
  .object({
    kind: z.enum(['space', 'sensor', 'doorway', 'display', 'label']),
    id: z.string().describe('Public id, or serial number. New ones of a dry run are not kept.'),
    name: z.string(),
    outcome: z.enum(['created', 'changed', 'unchanged']),
  })
  .register(components, { id: 'Applied' })

/** `POST /api/apply`: makes the portfolio look like a document, in one write; what it does not mention stays. */
export const applyDocument: Operation<'portfolios'> = async (app, { portfolios }) => {
  app.post(
    '/apply',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'applyDocument',
        summary: 'Make the portfolio look like a document',
        description:
          'Creates and changes spaces, sensors, doorways, displays and labels so that they are as the document ' +
          'says, all or nothing. Applying it again changes nothing. Wherever a space is referred to, its id or its ' +
          'path of names may stand. ' +
          `At most ${MAX_DOCUMENT_THINGS} things: apply what is larger in parts.`,
        tags: ['Set-up'],
        querystring: query,
        body: documentBody,
        response: { 200: z.object({ applied: z.array(applied) }) },
      },
      // The schemas describe: a document is checked piece by piece, and its answer is as long as it is.
      validatorCompiler: (route) =>
        route.httpPart === 'body' ? (value) => ({ value }) : validatorCompiler({ ...route, schema: query }),
      serializerCompiler: () => JSON.stringify,
    },
    async ({ access, body, query: { dry_run: dryRun } }) => {
      requireUnlimited(access)
      const document = await readDocument(body, 'The body')
      return { applied: [...(await portfolios.applyAll(access, document, { dryRun }))] }
    },
  )
}
