import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { formatInstant } from '../wire.ts'
import { deadLetterKey, deadLetterShape, requireWholeOrganization } from './dead-letter-wire.ts'

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
      const { key: _, at, topic, device, payload, ...rest } = letter
      return {
        ...rest,
        id,
        at: formatInstant(at),
        topic: topic === '' ? null : topic,
        device: device === '' ? null : device,
        payload: JSON.parse(payload) as unknown,
      }
    },
  )
}
