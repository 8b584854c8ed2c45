import { formatCount } from '../format/numbers.ts'
import { texts } from '../texts/texts.ts'
import { Button } from './button.tsx'
import './pager.css'

interface PagerProps {
  /** Of all pages together. */
  rows: number
  pageSize: number
  /** From 1. */
  page: number
  onPage: (page: number) => void
}

/** Leads from page to page of a long table; nothing where there is but one. */
export function Pager({ rows, pageSize, page, onPage }: PagerProps) {
  const words = texts.common.pager
  const pages = Math.ceil(rows / pageSize)
  if (pages < 2) return null
  const first = (page - 1) * pageSize + 1
  return (
    <nav class="row pager" aria-label={words.label}>
      <Button disabled={page === 1} onClick={() => onPage(page - 1)}>
        {words.previous}
      </Button>
      <span class="muted small" role="status">
        {words.at(formatCount(first), formatCount(Math.min(rows, first + pageSize - 1)), formatCount(rows))}
      </span>
      <Button disabled={page === pages} onClick={() => onPage(page + 1)}>
        {words.next}
      </Button>
    </nav>
  )
}
