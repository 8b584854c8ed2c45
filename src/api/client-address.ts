import { isIPv6 } from 'node:net'

const LONGEST_ADDRESS = 64
/** Groups of an IPv6 address that name its network. A host has the rest, 2^64 addresses, to itself. */
const NETWORK_GROUPS = 4

/**
 * The client that an address stands for: an IPv4 address itself, also where it is written as IPv6, and of an IPv6
 * address its /64 network.
 */
export function clientOf(address: string): string {
  const plain = address.split('%', 1)[0] ?? address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(plain)) return plain.slice(0, LONGEST_ADDRESS)
  return `${groupsOf(plain).slice(0, NETWORK_GROUPS).join(':')}::/64`
}

/** The first groups of an address as hexadecimal without leading zeros, `::` written out. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = address.split('::').map((part) => (part === '' ? [] : part.split(':')))
  const [front, back] = [[...head], [...(tail ?? [])]]
  const zeros = new Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  return [...front, ...(tail === undefined ? [] : zeros), ...back].map((group) =>
    group.includes('.') ? group : Number.parseInt(group, 16).toString(16),
  )
}
