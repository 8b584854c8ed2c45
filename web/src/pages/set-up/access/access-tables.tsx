import type { Credential, Token } from '../../../api/access.ts'
import { formatZonedMoment } from '../../../format/times.ts'
import { Button } from '../../../parts/button.tsx'
import { type Column, Table } from '../../../parts/table.tsx'
import { commonZone } from '../../../state/common-zone.ts'
import { serverNow } from '../../../state/server-clock.ts'
import { session } from '../../../state/session.ts'
import { texts } from '../../../texts/texts.ts'
import { actionsColumn, createdColumn } from '../parts/columns.ts'
import { Listing } from '../parts/listing.tsx'
import { reachInWords } from '../parts/space-names.ts'

interface TokensTableProps {
  tokens: readonly Token[]
  onRevoke: (token: Token) => void
}

/** Tokens, with the one of the name that is signed in marked. */
export function TokensTable({ tokens, onRevoke }: TokensTableProps) {
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
        spacesColumn(columns.spaces),
        createdColumn(columns.created),
        {
          key: 'expires',
          isSecondary: true,
          title: columns.expires,
          sortBy: ({ expires_at }) => expires_at,
          cell: ({ expires_at }) => expiryInWords(expires_at),
        },
        actionsColumn((token: Token) => <RevokeButton name={token.name} onPress={() => onRevoke(token)} />),
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
  return (
    <Listing
      none={noClients}
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
        spacesColumn(columns.spaces),
        createdColumn(columns.created),
        actionsColumn((client: Credential) => (
          <RevokeButton name={client.name} onPress={() => onRevoke(client)} />
        )),
      ]}
    />
  )
}

/** Spaces that it is limited to. */
function spacesColumn<Row extends { readonly space_ids: readonly string[] | null }>(
  title: string,
): Column<Row> {
  return { key: 'spaces', isSecondary: true, title, cell: ({ space_ids }) => reachInWords(space_ids) }
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
  if (Date.parse(expiresAt) <= serverNow()) return texts.setUp.access.expired
  return formatZonedMoment(expiresAt, commonZone.value)
}
