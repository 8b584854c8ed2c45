const readings = (count: number) => (count === 1 ? '1 reading' : `${count} readings`)

export const devices = {
  try: {
    title: 'Paste a message',
    explanation:
      'Paste what a device or its network sends: Headcount shows what it makes of it. Nothing is kept until the device sends it itself.',
    message: 'Message (JSON)',
    placeholder: '{"ts": 1715688000000, "counts": {"person": 3}}',
    topic: 'MQTT topic',
    topicHint: 'Where it comes from a broker: some devices are recognized by it.',
    mapping: 'Device',
    automatic: 'Find out by the message',
    submit: 'Read it',
    notJson: (why: string) => `This is not JSON: ${why}`,
  },
  result: {
    title: 'What it becomes',
    readBy: (name: string) => `Read as: ${name}`,
    nobody: 'This message is about nobody: it is taken, and nothing comes of it.',
    failed: 'No readings can be made of it',
    count: (count: number) => readings(count),
    sensors: 'Sensors that it speaks of',
    isSetUp: 'set up',
    isMissing: 'not set up yet: its readings would wait as dead letters',
    add: (serial: string) => `Add ${serial}`,
    send: 'Have it sent here',
    sendHint:
      'As a POST with the header “Authorization: Bearer <token>”, or with basic authentication and the token as the password. A token with the scope “ingest” is made under Tokens and clients.',
  },
  letters: {
    title: 'Messages that could not be taken',
    explanation:
      'They are kept with the reason. Add the sensor or mapping that is missing, then try them once more.',
    caption: 'Messages that could not be taken',
    none: 'Everything that arrived was taken.',
    columns: { at: 'Arrived', from: 'From', reason: 'Why it was not taken' },
    replay: 'Try again',
    replayOf: (id: string) => `Try ${id} again`,
    discard: 'Discard',
    discardOf: (id: string) => `Discard ${id}`,
    taken: (count: number) => `${readings(count)} taken.`,
    stillNot: 'It still cannot be taken: the reason is in the list.',
    discarded: 'The message is discarded.',
  },
}
