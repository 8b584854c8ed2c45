export const correctCount = {
  button: 'Correct the count',
  title: (name: string) => `Correct the count of ${name}`,
  now: 'Counted now',
  kind: 'How to correct it',
  kinds: {
    reset: 'Set the count',
    offset: 'Add or take away a fixed number',
    ignore: 'Ignore a sensor',
    ceiling: 'Set the highest count of a sensor',
  },
  explanations: {
    reset:
      'For when more or fewer people were there than counted. The count goes on from this number, and later history is recalculated.',
    offset:
      'For people that the sensors never see, or see twice. Added to what they count, never below 0; while they are offline the count stays unknown.',
    ignore:
      'For a sensor that counts wrongly. It is treated as offline: it counts nobody, and what only it sees is unknown.',
    ceiling:
      'For a sensor that cannot tell higher counts apart. From this number on its count means “at least”.',
  },
  numbers: {
    reset: 'People really there',
    offset: 'People to add (negative: to take away)',
    ceiling: 'Highest count it can tell',
  },
  sensor: 'Sensor',
  atDoorway: (serial: string, doorway: string) => `${serial} (${doorway})`,
  when: { label: 'When', now: 'Now', earlier: 'At an earlier time' },
  from: { label: 'From', now: 'From now on', earlier: 'From an earlier time on' },
  at: (zone: string) => `Local time: ${zone}`,
  until: {
    label: (zone: string) => `Until (local time: ${zone})`,
    hint: 'Leave it empty to let it hold until it is undone.',
    undone: 'until it is undone',
    at: (moment: string) => `until ${moment}`,
  },
  reason: {
    label: 'Reason',
    hint: 'Optional. Shown in the list below, on the day chart and in the history.',
  },
  skipped: 'The clocks skipped this time.',
  future: 'This is in the future.',
  endsBefore: 'This is not after the start.',
  submit: 'Correct',
  done: (name: string, count: string) => `Count of ${name} set to ${count}.`,
  corrected: (name: string) => `Count of ${name} corrected.`,
  sentences: {
    reset: (people: string, at: string) => `Count set to ${people} at ${at}.`,
    offset: (people: string, from: string, until: string) => `${people} people from ${from} ${until}.`,
    ignore: (sensor: string, from: string, until: string) =>
      `Sensor ${sensor} ignored from ${from} ${until}.`,
    ceiling: (sensor: string, people: string, from: string, until: string) =>
      `Highest count of sensor ${sensor} is ${people} from ${from} ${until}.`,
    reason: (reason: string) => `Reason: ${reason}`,
  },
  list: {
    title: 'Corrections so far',
    lead: 'No reading was changed: undoing a correction restores the figures from before.',
    by: (name: string, at: string) => `By ${name}, ${at}`,
    undo: 'Undo',
    undoThis: (sentence: string) => `Undo: ${sentence}`,
    undone: 'The correction is undone.',
    all: (count: string) => `Show all ${count}`,
  },
  bySum:
    'This space has no doorways or sensors of its own: it is the sum of the spaces in it. Correct those instead.',
  uncounted: 'Nothing counts this space: it has neither doorways nor sensors.',
  needsIngest: 'Correcting a count needs a token with the scope ingest.',
}
