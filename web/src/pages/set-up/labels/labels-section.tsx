import { Plus } from 'lucide'
import { useState } from 'preact/hooks'
import {
  deleteLabel,
  deleteLabelGroup,
  type Label,
  type LabelGroup,
  labelGroups,
  labels,
} from '../../../api/labels.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { AnswerView } from '../../../parts/notice.tsx'
import { Table } from '../../../parts/table.tsx'
import { say } from '../../../parts/toast.tsx'
import { useAnswer } from '../../../state/answer.ts'
import { loadPortfolio } from '../../../state/portfolio.ts'
import { may } from '../../../state/session.ts'
import { texts } from '../../../texts/texts.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { NameButton, RowActions, Section, useOpened } from '../parts/section.tsx'
import { LabelForm, LabelGroupForm } from './label-form.tsx'

const NEW = 'new'
const NEW_GROUP = 'new-group'

/** Labels, the groups they are in and the spaces they are on. */
export function LabelsSection({ opened }: { opened: string | null }) {
  const words = texts.setUp.labels
  const { open } = useOpened('labels')
  return (
    <Section
      name="labels"
      needs="write"
      actions={
        <>
          <Button onClick={() => open(NEW_GROUP)}>
            <Icon of={Plus} />
            {words.addGroup}
          </Button>
          <Button kind="primary" onClick={() => open(NEW)}>
            <Icon of={Plus} />
            {words.add}
          </Button>
        </>
      }
    >
      {may('write') && <LabelsList opened={opened} />}
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
        <DeleteLabel leaving={leaving} onDone={changed} onClose={() => setLeaving(null)} />
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

interface DeleteLabelProps {
  leaving: Leaving
  onDone: () => Promise<void>
  onClose: () => void
}

function DeleteLabel({ leaving: { kind, it }, onDone, onClose }: DeleteLabelProps) {
  const { common, labels: words } = texts.setUp
  const remove = async () => {
    await (kind === 'label' ? deleteLabel(it.id) : deleteLabelGroup(it.id))
    await onDone()
    say(common.deleted(it.name))
  }
  return (
    <ConfirmDialog
      title={common.deleteTitle(it.name)}
      submit={common.delete}
      onConfirm={remove}
      onClose={onClose}
    >
      <p>{kind === 'label' ? words.deleteMeaning : words.deleteGroupMeaning}</p>
    </ConfirmDialog>
  )
}

function LabelsTable({
  labels: all,
  onDelete,
}: {
  labels: readonly Label[]
  onDelete: (label: Label) => void
}) {
  const { columns, none, caption } = texts.setUp.labels
  const { open } = useOpened('labels')
  if (all.length === 0) return <p class="set-up-nothing">{none}</p>
  return (
    <Table
      caption={caption}
      rows={all}
      rowKey={({ id }) => id}
      initialSort="name"
      columns={[
        {
          key: 'name',
          title: columns.name,
          sortBy: ({ name }) => name,
          cell: ({ id, name }) => <NameButton name={name} onPress={() => open(id)} />,
        },
        {
          key: 'group',
          title: columns.group,
          sortBy: ({ group }) => group?.name ?? null,
          cell: ({ group }) => group?.name ?? '',
        },
        {
          key: 'spaces',
          title: columns.spaces,
          numeric: true,
          sortBy: ({ spaces }) => spaces.length,
          cell: ({ spaces }) => spaces.length,
        },
        {
          key: 'actions',
          title: texts.setUp.common.actions,
          numeric: true,
          cell: (label) => (
            <RowActions name={label.name} onEdit={() => open(label.id)} onDelete={() => onDelete(label)} />
          ),
        },
      ]}
    />
  )
}

interface GroupsTableProps {
  groups: readonly LabelGroup[]
  onDelete: (group: LabelGroup) => void
}

function GroupsTable({ groups, onDelete }: GroupsTableProps) {
  const words = texts.setUp.labels
  const { open } = useOpened('labels')
  return (
    <div class="set-up-second">
      <h3>{words.groups}</h3>
      <p class="card-definition">{words.groupsLead}</p>
      {groups.length === 0 ? (
        <p class="set-up-nothing">{words.noGroups}</p>
      ) : (
        <Table
          caption={words.groupsCaption}
          rows={groups}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              title: words.columns.name,
              cell: ({ id, name }) => <NameButton name={name} onPress={() => open(id)} />,
            },
            {
              key: 'actions',
              title: texts.setUp.common.actions,
              numeric: true,
              cell: (group) => (
                <RowActions
                  name={group.name}
                  onEdit={() => open(group.id)}
                  onDelete={() => onDelete(group)}
                />
              ),
            },
          ]}
        />
      )}
    </div>
  )
}
