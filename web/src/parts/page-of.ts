/** The rows of a page, and which page that is: the last one where the page asked for is beyond it. */
export function pageOf<Row>(
  rows: readonly Row[],
  pageSize: number,
  asked: number,
): { readonly page: number; readonly rows: readonly Row[] } {
  const page = Math.min(asked, Math.max(1, Math.ceil(rows.length / pageSize)))
  return { page, rows: rows.slice((page - 1) * pageSize, page * pageSize) }
}
