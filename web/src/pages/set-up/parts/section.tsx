import type { ComponentChildren } from 'preact'
import { Notice } from '../../../parts/notice.tsx'
import { may } from '../../../state/session.ts'
import { texts } from '../../../texts/texts.ts'
import type { SectionName } from '../sections.ts'

interface SectionProps {
  name: SectionName
  /** The scope that what is in it needs. */
  needs: 'admin' | 'write' | 'ingest'
  actions?: ComponentChildren
  /** Rendered, and so asked for, only where the scope is held. */
  children: ComponentChildren
}

/** One part of the set-up: what it is about, and what it holds, or why it is closed. */
export function Section({ name, needs, actions, children }: SectionProps) {
  const { title, lead } = texts.setUp.sections[name]
  const isOpen = may(needs)
  return (
    <div class="set-up-section card">
      <header class="set-up-section-header">
        <div>
          <h2>{title}</h2>
          <p class="card-definition">{lead}</p>
        </div>
        {isOpen && actions !== undefined && <div class="row">{actions}</div>}
      </header>
      {isOpen ? (
        children
      ) : (
        <Notice kind="forbidden" title={texts.common.forbidden}>
          <p>{texts.setUp.common.needs(needs)}</p>
        </Notice>
      )}
    </div>
  )
}
