import { useState } from 'preact/hooks'
import {
  deleteLabel,
  deleteLabelGroup,
  type Label,
  type LabelGroup,
  labelGroups,
  labels,
} from '../../../api/labels.ts'
import { AnswerView } from '../../../parts/notice.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { loadPortfolio } from '../../../state/portfolio.ts'
import { texts } from '../../../texts/texts.ts'
import { AddButton } from '../parts/add-button.tsx'
import { DeleteDialog } from '../parts/delete-dialog.tsx'
import { NEW, useOpened } from '../parts/opened.ts'
import { Section } from '../parts/section.tsx'
import { LabelForm, LabelGroupForm } from './label-form.tsx'
import { GroupsTable, LabelsTable } from './labels-tables.tsx'

const NEW_GROUP = 'new-group'

/** Labels, the groups they are in and the spaces they are on. */
export function LabelsSection({ opened }: { opened: string | null }) {
  const { add, addGroup } = texts.setUp.labels
  const { open } = useOpened('labels')
  return (
    <Section
      name="labels"
      needs="write"
      actions={
        <>
          <AddButton kind="plain" label={addGroup} onPress={() => open(NEW_GROUP)} />
          <AddButton label={add} onPress={() => open(NEW)} />
        </>
      }
    >
      <LabelsList opened={opened} />
    </Section>
  )
}

/** What is about to be deleted. */
type Leaving =
  | { readonly kind: 'label'; readonly it: Label }
  | { readonly kind: 'group'; readonly it: LabelGroup }

function LabelsList({ opened }: { opened: string | null }) {
  const [leaving, setLeaving] = useState<Leaving | null>(null)
  const answer = useAnswer('labels', async (signal) => {
    const [all, groups] = await Promise.all([labels(signal), labelGroups(signal)])
    return { labels: all, groups }
  })
  const changed = async () => {
    answer.retry()
    await loadPortfolio()
  }
  return (
    <>
      <AnswerView answer={answer}>
        {(value) => (
          <>
            <LabelsTable labels={value.labels} onDelete={(it) => setLeaving({ kind: 'label', it })} />
            <GroupsTable groups={value.groups} onDelete={(it) => setLeaving({ kind: 'group', it })} />
          </>
        )}
      </AnswerView>
      {answer.value !== undefined && (
        <OpenedLabel
          opened={opened}
          labels={answer.value.labels}
          groups={answer.value.groups}
          onDone={answer.retry}
        />
      )}
      {leaving !== null && (
        <DeleteLabelOrGroup leaving={leaving} onDone={changed} onClose={() => setLeaving(null)} />
      )}
    </>
  )
}

interface OpenedLabelProps {
  opened: string | null
  labels: readonly Label[]
  groups: readonly LabelGroup[]
  onDone: () => void
}

function OpenedLabel({ opened, labels: all, groups, onDone }: OpenedLabelProps) {
  const { close } = useOpened('labels')
  const label = all.find(({ id }) => id === opened)
  const group = groups.find(({ id }) => id === opened)
  if (opened === NEW) return <LabelForm groups={groups} onDone={onDone} onClose={close} />
  if (opened === NEW_GROUP) return <LabelGroupForm onDone={onDone} onClose={close} />
  if (label !== undefined) {
    return <LabelForm key={label.id} label={label} groups={groups} onDone={onDone} onClose={close} />
  }
  return group === undefined ? null : (
    <LabelGroupForm key={group.id} group={group} onDone={onDone} onClose={close} />
  )
}

interface DeleteLabelOrGroupProps {
  leaving: Leaving
  onDone: () => Promise<void>
  onClose: () => void
}

function DeleteLabelOrGroup({ leaving: { kind, it }, onDone, onClose }: DeleteLabelOrGroupProps) {
  const { deleteMeaning, deleteGroupMeaning } = texts.setUp.labels
  return (
    <DeleteDialog
      name={it.name}
      meaning={kind === 'label' ? deleteMeaning : deleteGroupMeaning}
      remove={() => (kind === 'label' ? deleteLabel(it.id) : deleteLabelGroup(it.id))}
      onDone={onDone}
      onClose={onClose}
    />
  )
}
