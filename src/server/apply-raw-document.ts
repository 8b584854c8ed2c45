import { readDocument } from '../api/native/read-document.ts'
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
  return portfolios.applyAll(author, await readDocument(document), { dryRun })
}
