import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { texts } from '../texts/texts.ts'
import './page.css'

interface PageProps {
  title: string
  /** A line under the title. */
  lead?: ComponentChildren
  /** Where the page is in the tree, as links. */
  crumbs?: readonly { readonly href: string; readonly name: string }[]
  actions?: ComponentChildren
  children: ComponentChildren
}

/** The frame of every page: names the window, and says where one is. */
export function Page({ title, lead, crumbs = [], actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Headcount`
  }, [title])
  return (
    <div class="page">
      <header class="page-header">
        <div class="page-heading">
          {crumbs.length > 0 && (
            <nav aria-label={texts.common.path}>
              <ol class="crumbs">
                {crumbs.map(({ href, name }) => (
                  <li key={href}>
                    <a href={href}>{name}</a>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <h1>{title}</h1>
          {lead !== undefined && <p class="page-lead">{lead}</p>}
        </div>
        {actions !== undefined && <div class="row">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
