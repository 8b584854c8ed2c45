import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Failure } from './errors.ts'

/** A kind of problem: its slug is the last part of `type`, and `/problems/{slug}` explains it. */
export interface ProblemKind {
  readonly status: number
  readonly slug: string
  readonly title: string
  readonly explanation: string
}

/** Every problem type that is answered (occuspace.md §1 and §6). */
export const problemKinds: readonly ProblemKind[] = [
  {
    status: 400,
    slug: 'bad-request',
    title: 'Bad Request',
    explanation: 'A parameter or the body is missing or wrong. The detail names it and says what is valid.',
  },
  {
    status: 401,
    slug: 'unauthorized',
    title: 'Unauthorized',
    explanation:
      'The request has no token, or the token is malformed, unknown, revoked or expired. Send it as “Authorization: Bearer <token>”.',
  },
  {
    status: 403,
    slug: 'forbidden',
    title: 'Forbidden',
    explanation:
      'The token is valid but may not do this: the detail names the scope that is needed, or the origin that is.',
  },
  {
    status: 404,
    slug: 'not-found',
    title: 'Not Found',
    explanation:
      'There is nothing at this address, or it is not visible to the token: the two are answered alike.',
  },
  {
    status: 405,
    slug: 'method-not-allowed',
    title: 'Method Not Allowed',
    explanation: 'The address exists but does not take this method. The Allow header lists those it takes.',
  },
  {
    status: 409,
    slug: 'conflict',
    title: 'Conflict',
    explanation: 'The change clashes with what is there, for example an id that is taken.',
  },
  {
    status: 413,
    slug: 'payload-too-large',
    title: 'Payload Too Large',
    explanation: 'The body is larger than is taken at once. Send it in parts.',
  },
  {
    status: 415,
    slug: 'unsupported-media-type',
    title: 'Unsupported Media Type',
    explanation: 'The body has a media type that is not taken here. Most operations take JSON only.',
  },
  {
    status: 429,
    slug: 'too-many-requests',
    title: 'Too Many Requests',
    explanation: 'The client sends faster than it may. Wait for as long as Retry-After says.',
  },
  {
    status: 500,
    slug: 'internal-server-error',
    title: 'Internal Server Error',
    explanation:
      'The server failed. Its log has the reason under the request id. Trying again later may help.',
  },
  {
    status: 503,
    slug: 'service-unavailable',
    title: 'Service Unavailable',
    explanation: 'The server is busy or stopping, and has done nothing of the request. Send it again.',
  },
]

const badRequest: ProblemKind = {
  status: 400,
  slug: 'bad-request',
  title: 'Bad Request',
  explanation: '',
}

/** The body of an error as RFC 9457 has it, with all six members (occuspace.md §1). */
export const problem = z
  .object({
    type: z.string().describe('Address of a page that explains this kind of problem.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What was wrong, and what would be right.'),
    instance: z.string().describe('Path of the request, without its query.'),
    request_id: z.string().describe('The same as in `X-Request-Id`.'),
  })
  .meta({ description: 'A problem, as RFC 9457 has it.' })

/** Answers a refusal as `application/problem+json`. */
export function sendProblem(
  refusal: Failure,
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string | null,
): FastifyReply {
  const kind = problemKinds.find(({ status }) => status === refusal.status) ?? badRequest
  const base = publicUrl ?? `${request.protocol}://${request.host}`
  const body: z.infer<typeof problem> = {
    type: `${base}/problems/${kind.slug}`,
    title: kind.title,
    status: refusal.status,
    detail: refusal.message,
    instance: pathOf(request),
    request_id: request.id,
  }
  return reply
    .code(refusal.status)
    .headers(refusal.headers)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(body)
}

/** The path of a request, without its query. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? request.url
}
