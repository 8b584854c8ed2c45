import { expectation } from '../api/expectation.ts'
import { documentBody, readDocument } from '../api/native/document-wire.ts'
import { describeIssues } from '../api/validation.ts'
import { invalid } from '../domain/errors.ts'
import type { ApplyReport } from '../portfolio/apply-document.ts'
import type { Author } from '../portfolio/author.ts'
import type { PortfolioService } from '../portfolio/portfolio-service.ts'

/**
 * Makes a portfolio look like a document that comes from outside, by the rules of `POST /api/apply`. Rejects with
 * `invalid`, naming each wrong field, for what is no such document.
 */
export async function applyRawDocument(
  portfolios: Pick<PortfolioService, 'applyAll'>,
  author: Author,
  document: unknown,
  dryRun: boolean,
): Promise<ApplyReport> {
  const result = documentBody.safeParse(document, { error: expectation })
  if (!result.success) {
    throw invalid('invalid_document', describeIssues(result.error.issues, 'The document'))
  }
  return portfolios.applyAll(author, readDocument(result.data), { dryRun })
}
