/** What a message on a topic is (native.md §3). */
export type TopicRoute =
  /** An array of readings. */
  | { readonly kind: 'readings' }
  /** One reading: its topic says of which sensor and of which type. */
  | { readonly kind: 'reading'; readonly sensor: string; readonly type: string }
  /** What a device or its network says in its own words. */
  | { readonly kind: 'device' }

const PREFIX = 'headcount/'

/**
 * Where a message goes by its topic: `headcount/readings`, `headcount/<serial>/<type>` with a serial number that may
 * hold slashes, as sensors of several channels have them, or else to the mappings.
 */
export function routeOf(topic: string): TopicRoute {
  if (!topic.startsWith(PREFIX)) return { kind: 'device' }
  const rest = topic.slice(PREFIX.length)
  if (rest === 'readings') return { kind: 'readings' }
  const slash = rest.lastIndexOf('/')
  if (slash < 1 || slash === rest.length - 1) return { kind: 'device' }
  return { kind: 'reading', sensor: rest.slice(0, slash), type: rest.slice(slash + 1) }
}
