import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { formatCount, formatFinePercent, formatPercent } from '../../format/numbers.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Meter } from '../../parts/meter.tsx'
import { AnswerView } from '../../parts/notice.tsx'
import type { Answer } from '../../state/answer.ts'
import { texts } from '../../texts/texts.ts'
import { observedUse } from './figures.ts'
import { type Listed, overCrowded, underUsed } from './lists.ts'
import type { CompareRow } from './rows.ts'
import { type Limits, usualLimits } from './view.ts'

/** Rows of a list before the rest is asked for. */
const SHOWN = 6

interface ListCardProps {
  /** Spaces, each by itself. */
  rows: readonly CompareRow[]
  limits: Limits
  placeOf: (row: CompareRow) => string
  onLimit: (name: string, value: string | null) => void
}

/** Spaces that could serve for more. */
export function UnderUsed({ rows, limits, placeOf, onLimit }: ListCardProps) {
  const words = texts.compare.under
  const { usedBelow } = limits
  return (
    <Card
      class="span-6"
      title={words.title}
      definition={words.definition(formatPercent(usedBelow / 100))}
      actions={
        <Limit
          label={words.limit}
          value={usedBelow}
          usual={usualLimits.usedBelow}
          most={100}
          onValue={(value) => onLimit('under', value)}
        />
      }
    >
      <List
        listed={underUsed(rows, limits)}
        all={rows.length}
        placeOf={placeOf}
        none={words.none}
        figuresOf={(row) => {
          const use = observedUse(row.figures)
          return (
            <>
              <Meter share={use} label={words.value} />
              <strong>{formatFinePercent(use)}</strong>
            </>
          )
        }}
      />
    </Card>
  )
}

/** Spaces that are not enough. */
export function OverCrowded({
  rows,
  limits,
  placeOf,
  onLimit,
  days,
}: ListCardProps & { days: Answer<unknown> }) {
  const words = texts.compare.over
  const { daysOver, utilizationAbove } = limits
  return (
    <Card
      class="span-6"
      title={words.title}
      definition={words.definition(daysText(daysOver), formatPercent(utilizationAbove / 100))}
      actions={
        <>
          <Limit
            label={words.daysLimit}
            value={daysOver}
            usual={usualLimits.daysOver}
            most={366}
            onValue={(value) => onLimit('over', value)}
          />
          <Limit
            label={words.shareLimit}
            value={utilizationAbove}
            usual={usualLimits.utilizationAbove}
            most={1_000}
            onValue={(value) => onLimit('full', value)}
          />
        </>
      }
    >
      <AnswerView answer={days}>
        {() => (
          <List
            listed={overCrowded(rows, limits)}
            all={rows.length}
            placeOf={placeOf}
            none={words.none}
            figuresOf={({ daily, figures, space }) => (
              <>
                <span class="muted">
                  {words.peakValue} {formatCount(figures.peak?.value)} / {formatCount(space?.capacity)} ·{' '}
                  {words.shareValue} {formatPercent(figures.utilization)}
                </span>
                <strong>{daysText(daily?.daysOver ?? 0)}</strong>
              </>
            )}
          />
        )}
      </AnswerView>
    </Card>
  )
}

function daysText(days: number): string {
  return texts.compare.over.days(formatCount(days), days === 1)
}

interface ListProps {
  listed: Listed
  all: number
  none: string
  placeOf: (row: CompareRow) => string
  figuresOf: (row: CompareRow) => ComponentChildren
}

function List({ listed, all, none, placeOf, figuresOf }: ListProps) {
  const [isOpen, setOpen] = useState(false)
  const words = texts.compare.lists
  const { rows, unsure, withoutCapacity } = listed
  return (
    <>
      <p class="compare-found">{words.found(formatCount(rows.length), formatCount(all))}</p>
      {rows.length === 0 && <p class="muted">{none}</p>}
      <ul class="compare-list">
        {rows.slice(0, isOpen ? undefined : SHOWN).map((row) => (
          <li key={row.id}>
            <div class="compare-name">
              <a href={`/spaces/${row.id}`}>{row.name}</a>
              <span class="compare-place">{placeOf(row)}</span>
            </div>
            <div class="compare-list-figures">{figuresOf(row)}</div>
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && (
        <Button kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.fewer : words.all(formatCount(rows.length))}
        </Button>
      )}
      {unsure > 0 && <p class="muted small">{words.unsure(formatCount(unsure))}</p>}
      {withoutCapacity > 0 && <p class="muted small">{words.noCapacity(formatCount(withoutCapacity))}</p>}
    </>
  )
}

interface LimitProps {
  label: string
  value: number
  usual: number
  most: number
  /** Hears `null` for the usual. */
  onValue: (value: string | null) => void
}

function Limit({ label, value, usual, most, onValue }: LimitProps) {
  // Held, since whatever is drawn anew meanwhile would put the old number back; `null` while nothing is typed.
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <label class="inline-field compare-limit">
      <span>{label}</span>
      <input
        type="number"
        min={1}
        max={most}
        step={1}
        required
        value={typed ?? String(value)}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onChange={({ currentTarget: { validity, value: text } }) => {
          setTyped(null)
          if (validity.valid) onValue(Number(text) === usual ? null : text)
        }}
      />
    </label>
  )
}
