import type { Label, LabelGroup } from '../../../api/labels.ts'
import { texts } from '../../../texts/texts.ts'
import { actionsColumn } from '../parts/columns.ts'
import { Listing } from '../parts/listing.tsx'
import { useOpened } from '../parts/opened.ts'
import { NameButton, RowActions } from '../parts/row-actions.tsx'

interface LabelsTableProps {
  labels: readonly Label[]
  onDelete: (label: Label) => void
}

/** Labels, each with its group and how many spaces have it. */
export function LabelsTable({ labels, onDelete }: LabelsTableProps) {
  const { columns, none, caption } = texts.setUp.labels
  const { open } = useOpened('labels')
  return (
    <Listing
      none={none}
      caption={caption}
      rows={labels}
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
        actionsColumn((label: Label) => (
          <RowActions name={label.name} onEdit={() => open(label.id)} onDelete={() => onDelete(label)} />
        )),
      ]}
    />
  )
}

interface GroupsTableProps {
  groups: readonly LabelGroup[]
  onDelete: (group: LabelGroup) => void
}

/** Label groups, below the labels. */
export function GroupsTable({ groups, onDelete }: GroupsTableProps) {
  const words = texts.setUp.labels
  const { open } = useOpened('labels')
  return (
    <div class="set-up-second">
      <h3>{words.groups}</h3>
      <p class="card-definition">{words.groupsLead}</p>
      <Listing
        none={words.noGroups}
        caption={words.groupsCaption}
        rows={groups}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            title: words.columns.name,
            cell: ({ id, name }) => <NameButton name={name} onPress={() => open(id)} />,
          },
          actionsColumn((group: LabelGroup) => (
            <RowActions name={group.name} onEdit={() => open(group.id)} onDelete={() => onDelete(group)} />
          )),
        ]}
      />
    </div>
  )
}
