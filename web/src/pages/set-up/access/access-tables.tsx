import type { Credential, Token } from '../../../api/access.ts'
import { formatMoment } from '../../../format/times.ts'
import { Button } from '../../../parts/button.tsx'
import { Table } from '../../../parts/table.tsx'
import { session } from '../../../state/session.ts'
import { texts } from '../../../texts/texts.ts'
import { reachInWords } from '../parts/space-fields.tsx'

const here = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Tokens, with the one of the name that is signed in marked. */
export function TokensTable({
  tokens,
  onRevoke,
}: {
  tokens: readonly Token[]
  onRevoke: (token: Token) => void
}) {
  const { columns, tokensCaption, scopes, yours } = texts.setUp.access
  return (
    <Table
      caption={tokensCaption}
      rows={tokens}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          title: columns.name,
          sortBy: ({ name }) => name,
          cell: ({ name }) => (
            <>
              {name} {name === session.value?.name && <span class="set-up-badge">{yours}</span>}
            </>
          ),
        },
        {
          key: 'scopes',
          title: columns.scopes,
          cell: (token) => token.scopes.map((scope) => scopes[scope]).join(', '),
        },
        {
          key: 'spaces',
          isSecondary: true,
          title: columns.spaces,
          cell: ({ space_ids }) => reachInWords(space_ids),
        },
        {
          key: 'created',
          isSecondary: true,
          title: columns.created,
          sortBy: ({ created_at }) => created_at,
          cell: ({ created_at }) => formatMoment(created_at, here),
        },
        {
          key: 'expires',
          isSecondary: true,
          title: columns.expires,
          sortBy: ({ expires_at }) => expires_at,
          cell: ({ expires_at }) => expiryInWords(expires_at),
        },
        {
          key: 'actions',
          title: texts.setUp.common.actions,
          numeric: true,
          cell: (token) => <RevokeButton name={token.name} onPress={() => onRevoke(token)} />,
        },
      ]}
    />
  )
}

interface ClientsTableProps {
  clients: readonly Credential[]
  onRevoke: (client: Credential) => void
}

/** Client credentials. */
export function ClientsTable({ clients, onRevoke }: ClientsTableProps) {
  const { columns, clientsCaption, noClients, permissions } = texts.setUp.access
  const { roles } = texts.setUp.users
  if (clients.length === 0) return <p class="set-up-nothing">{noClients}</p>
  return (
    <Table
      caption={clientsCaption}
      rows={clients}
      rowKey={({ client_id }) => client_id}
      columns={[
        { key: 'name', title: columns.name, sortBy: ({ name }) => name, cell: ({ name }) => name },
        {
          key: 'scopes',
          title: columns.scopes,
          cell: (client) => client.permissions.map((permission) => permissions[permission]).join(', '),
        },
        {
          key: 'role',
          isSecondary: true,
          title: columns.role,
          cell: ({ role }) => (role === null ? '' : roles[role]),
        },
        {
          key: 'spaces',
          isSecondary: true,
          title: columns.spaces,
          cell: ({ space_ids }) => reachInWords(space_ids),
        },
        {
          key: 'created',
          isSecondary: true,
          title: columns.created,
          sortBy: ({ created_at }) => created_at,
          cell: ({ created_at }) => formatMoment(created_at, here),
        },
        {
          key: 'actions',
          title: texts.setUp.common.actions,
          numeric: true,
          cell: (client) => <RevokeButton name={client.name} onPress={() => onRevoke(client)} />,
        },
      ]}
    />
  )
}

function RevokeButton({ name, onPress }: { name: string; onPress: () => void }) {
  const { revoke, revokeOne } = texts.setUp.access
  return (
    <Button kind="danger" aria-label={revokeOne(name)} onClick={onPress}>
      {revoke}
    </Button>
  )
}

function expiryInWords(expiresAt: string | null): string {
  if (expiresAt === null) return texts.setUp.common.never
  return Date.parse(expiresAt) <= Date.now() ? texts.setUp.access.expired : formatMoment(expiresAt, here)
}
