import { z } from 'zod'
import { notFound } from '../../domain/errors.ts'
import type { Operation } from '../operation.ts'
import { type ProblemKind, problemKinds } from '../problem.ts'

/** `GET /problems/{slug}`: a short page that says what a problem type means (occuspace.md §1). */
export const getProblem: Operation = async (app) => {
  app.get(
    '/problems/:slug',
    { config: { scope: 'public' }, schema: { params: z.object({ slug: z.string() }) } },
    (request, reply) => {
      const { slug } = request.params
      const kind = problemKinds.find((candidate) => candidate.slug === slug)
      if (kind === undefined) throw notFound('problem', slug)
      reply.type('text/html; charset=utf-8').send(pageOf(kind))
    },
  )
}

function pageOf({ status, title, explanation }: ProblemKind): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<h1>${title}</h1>
<p>HTTP status ${status}. ${explanation.replaceAll('<', '&lt;')}</p>
</html>
`
}
