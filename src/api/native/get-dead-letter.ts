import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import {
  deadLetterKey,
  deadLetterShape,
  renderDeadLetter,
  requireWholeOrganization,
} from './dead-letter-wire.ts'

/** `GET /api/dead-letters/{id}`: one that could not be taken, with what arrived. */
export const getDeadLetter: Operation<'deadLetters'> = async (app, { deadLetters }) => {
  app.get(
    '/dead-letters/:id',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'getDeadLetter',
        summary: 'One that could not be taken',
        tags: ['Readings'],
        params: z.object({ id: z.string() }),
        response: { 200: deadLetterShape.extend({ payload: z.unknown() }) },
      },
    },
    async ({ access, params: { id } }) => {
      requireWholeOrganization(access)
      const letter = await deadLetters.get(access.organization, deadLetterKey(id))
      if (letter === null) throw notFound('dead_letter', id)
      return { ...renderDeadLetter(letter), payload: JSON.parse(letter.payload) as unknown }
    },
  )
}
