import { CircleAlert, Inbox, Lock } from 'lucide'
import type { ComponentChildren } from 'preact'
import type { Answer } from '../state/answer.ts'
import { texts } from '../texts/texts.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import './notice.css'

interface NoticeProps {
  kind: 'empty' | 'failed' | 'forbidden'
  title: string
  children?: ComponentChildren
}

const icons = { empty: Inbox, failed: CircleAlert, forbidden: Lock }

/** Stands where something cannot be shown, and says why and what to do. */
export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'failed' ? 'alert' : undefined}>
      <Icon of={icons[kind]} size="1.6em" />
      <p class="notice-title">{title}</p>
      {children}
    </div>
  )
}

/** What is said of an answer that holds nothing, with what can be done about it. */
export type Nothing = string | { readonly title: string; readonly children: ComponentChildren }

interface AnswerViewProps<T> {
  answer: Answer<T>
  /** What to say instead when the answer holds nothing; `null` when it does hold something. */
  empty?: (value: T) => Nothing | null
  /** Height of the place it takes while loading, in CSS. */
  height?: string
  children: (value: T) => ComponentChildren
}

/** An answer of the server in whichever state it is: loading, failed, not permitted, empty, or there. */
export function AnswerView<T>({ answer, empty, height = '160px', children }: AnswerViewProps<T>) {
  const { state, value, message, retry } = answer
  if (state === 'forbidden') {
    return (
      <Notice kind="forbidden" title={texts.common.forbidden}>
        <p>{message}</p>
      </Notice>
    )
  }
  if (state === 'failed') {
    return (
      <Notice kind="failed" title={texts.common.failed}>
        <p>{message}</p>
        <Button onClick={retry}>{texts.common.retry}</Button>
      </Notice>
    )
  }
  if (value === undefined) return <Skeleton height={height} />
  const nothing = empty?.(value) ?? null
  if (typeof nothing === 'string') return <Notice kind="empty" title={nothing} />
  if (nothing !== null) return <Notice kind="empty" {...nothing} />
  return (
    <div class={state === 'loading' ? 'answer answer-old' : 'answer'} aria-busy={state === 'loading'}>
      {children(value)}
    </div>
  )
}

/** Keeps the place of something that is being loaded. */
export function Skeleton({ height }: { height: string }) {
  return (
    <div class="skeleton" style={{ height }} role="status">
      <span class="visually-hidden">{texts.common.loading}</span>
    </div>
  )
}
