/** What a device sends, in our own numbers after the shapes of docs/contracts/devices.md, and what it becomes. */
export interface Fixture {
  readonly mapping: string
  readonly payload: unknown
  readonly topic?: string
  readonly device?: string
  readonly readings: readonly object[]
}

const at = 1_753_266_991_000
const s = at / 1000
const iso = '2025-07-23T10:36:31Z'
const presence = (sensor: string, occupied: boolean, fields: object = {}) => ({
  type: 'presence',
  sensor,
  at: RECEIVED,
  occupied,
  ...fields,
})

/** When every fixture arrives. */
export const RECEIVED = at + 5_000

export const fixtures: readonly Fixture[] = [
  {
    mapping: 'xovis-logics',
    payload: {
      logics_data: {
        package_info: { version: '5.0', id: 4, agent_id: 1008 },
        logics: [
          {
            id: 2,
            info: 'XLT_4X_LINE_IN_OUT_COUNT',
            records: [
              {
                from: at - 60_000,
                to: at,
                counts: [
                  { id: 2, name: 'fw', value: 7 },
                  { id: 3, name: 'bw', value: 0 },
                ],
              },
            ],
          },
          {
            id: 5,
            info: 'XLT_4X_ZONE_COUNT',
            records: [{ from: s - 60, to: s, counts: [{ name: 'balance', value: 3 }] }],
          },
        ],
      },
    },
    readings: [
      { type: 'flow', sensor: 'xovis-1008/logic2', from: at - 60_000, at, in: 7, out: 0 },
      { type: 'count', sensor: 'xovis-1008/logic5', at, count: 3 },
    ],
  },
  {
    mapping: 'xovis-live',
    payload: {
      live_data: {
        sensor_info: { serial_number: '80:1F:12:00:00:01', type: 'PC2S' },
        frames: [
          {
            framenumber: 9,
            time: at,
            tracked_objects: [
              { track_id: 1, type: 'PERSON' },
              { track_id: 2, type: 'GROUP' },
            ],
            events: [
              {
                category: 'SCENE',
                type: 'LINE_CROSS_BACKWARD',
                attributes: { track_id: 1, sequence_number: 4, geometry_id: 3 },
              },
              {
                category: 'SCENE',
                type: 'LINE_CROSS_BACKWARD',
                attributes: { track_id: 2, sequence_number: 5, geometry_id: 3 },
              },
              {
                category: 'COUNT',
                type: 'COUNT_INCREMENT',
                attributes: { counter_id: 1008001, counter_value: 12 },
              },
            ],
          },
        ],
      },
    },
    readings: [
      { type: 'crossing', sensor: '80:1F:12:00:00:01/line3', at, seq: 4, direction: -1 },
      { type: 'counter', sensor: '80:1F:12:00:00:01/counter1008001', at, in_total: 12 },
    ],
  },
  {
    mapping: 'xovis-status',
    payload: {
      status_data: { package_info: { agent_id: 7 }, states: { device: { state: { state: 'OK' } } } },
    },
    readings: [{ type: 'health', sensor: 'xovis-7', at: RECEIVED, status: 'healthy' }],
  },
  {
    mapping: 'xovis-legacy',
    payload: {
      content: {
        element: [
          {
            'element-id': 1,
            'data-type': 'LINE',
            measurement: [
              {
                from: iso,
                to: '2025-07-23T10:37:31Z',
                value: [
                  { value: 2, label: 'fw' },
                  { value: 5, label: 'bw' },
                ],
              },
            ],
          },
        ],
      },
      'sensor-info': { 'serial-number': '80:1F:12:00:00:02' },
    },
    readings: [
      {
        type: 'flow',
        sensor: '80:1F:12:00:00:02/line1',
        from: iso,
        at: '2025-07-23T10:37:31Z',
        in: 2,
        out: 5,
      },
    ],
  },
  {
    mapping: 'axis-3d-people-counter',
    payload: {
      apiName: 'Axis Retail Data',
      apiVersion: '0.4',
      data: {
        measurements: [
          {
            kind: 'people-counts',
            utcFrom: '2025-07-23T10:35:00Z',
            utcTo: '2025-07-23T10:36:00Z',
            items: [
              { direction: 'in', count: 1, adults: 0 },
              { direction: 'out', count: 2, adults: 0 },
            ],
          },
        ],
      },
      sensor: { serial: 'B8A44F000001' },
    },
    readings: [
      {
        type: 'flow',
        sensor: 'B8A44F000001',
        from: '2025-07-23T10:35:00Z',
        at: '2025-07-23T10:36:00Z',
        in: 1,
        out: 2,
      },
    ],
  },
  {
    mapping: 'axis-object-analytics',
    payload: {
      timestamp: at,
      serial: 'B8A44F000002',
      message: { data: { scenario: 'Door', reason: 'human', total: '14', totalHuman: '12' } },
    },
    readings: [{ type: 'counter', sensor: 'B8A44F000002/Door', at, in_total: 12 }],
  },
  {
    mapping: 'axis-object-analytics',
    payload: {
      timestamp: at,
      serial: 'B8A44F000002',
      message: { data: { scenario: 'Hall', total: '5', human: '4' } },
    },
    readings: [{ type: 'count', sensor: 'B8A44F000002/Hall', at, count: 4 }],
  },
  {
    mapping: 'axis-people-counter',
    payload: { serial: 'ACCC8E000001', name: 'Door', timestamp: '20250723123631', in: 12, out: 318 },
    readings: [{ type: 'counter', sensor: 'ACCC8E000001', at: RECEIVED, in_total: 12, out_total: 318 }],
  },
  {
    mapping: 'milesight-vs133',
    device: 'vs133',
    payload: {
      line_1_total_in: 72,
      line_1_total_out: 0,
      line_1_period_in: 0,
      region_1_count: 2,
      history: [{ timestamp: s - 600, line_1_total_in: 70, line_1_total_out: 0 }],
    },
    readings: [
      { type: 'counter', sensor: 'vs133/line1', at: RECEIVED, in_total: 72, out_total: 0, width: 32 },
      { type: 'count', sensor: 'vs133/region1', at: RECEIVED, count: 2 },
      { type: 'counter', sensor: 'vs133/line1', at: at - 600_000, in_total: 70, out_total: 0, width: 32 },
    ],
  },
  {
    mapping: 'milesight-vs121',
    device: 'vs121',
    payload: { people_count_all: 3, region_count: 1, region_1: 1, people_total_in: 10, people_total_out: 8 },
    readings: [
      { type: 'count', sensor: 'vs121', at: RECEIVED, count: 3 },
      { type: 'counter', sensor: 'vs121/line', at: RECEIVED, in_total: 10, out_total: 8, width: 16 },
      presence('vs121/region1', true),
    ],
  },
  {
    mapping: 'milesight-vs350',
    device: 'vs350',
    payload: {
      battery: 100,
      total_in: 18,
      total_out: 22,
      period_in: 19,
      period_out: 20,
      history: [
        { timestamp: s - 1200, total_in: 16, total_out: 20 },
        { timestamp: s - 600, total_in: 17, total_out: 20 },
      ],
    },
    readings: [
      { type: 'counter', sensor: 'vs350', at: RECEIVED, in_total: 18, out_total: 22, width: 16 },
      { type: 'counter', sensor: 'vs350', at: at - 1_200_000, in_total: 16, out_total: 20, width: 16 },
      { type: 'counter', sensor: 'vs350', at: at - 600_000, in_total: 17, out_total: 20, width: 16 },
    ],
  },
  {
    mapping: 'milesight-vs321',
    device: 'vs321',
    payload: { people_total_counts: 0, region_1: 'occupied', region_2: 'vacant', timestamp: s },
    readings: [
      { type: 'count', sensor: 'vs321', at, count: 0 },
      presence('vs321/region1', true, { at }),
      presence('vs321/region2', false, { at }),
    ],
  },
  {
    mapping: 'milesight-occupancy',
    device: 'vs341',
    payload: { battery: 98, occupancy: 'vacant' },
    readings: [presence('vs341', false)],
  },
  {
    mapping: 'imbuildings-people-counter',
    device: 'imb',
    payload: {
      counter_a: 0,
      counter_b: 0,
      sensor_status: 160,
      total_counter_a: 13,
      total_counter_b: 10,
      payload_counter: 106,
    },
    readings: [
      { type: 'counter', sensor: 'imb', at: RECEIVED, in_total: 13, out_total: 10, width: 16 },
      { type: 'health', sensor: 'imb', at: RECEIVED, status: 'degraded' },
    ],
  },
  {
    mapping: 'parametric-pcr2',
    device: 'pcr2',
    payload: { LTR: 1, RTL: 2, LTR_SUM: 3, RTL_SUM: 4, DIFF: 1 },
    readings: [{ type: 'counter', sensor: 'pcr2', at: RECEIVED, in_total: 3, out_total: 4, width: 16 }],
  },
  {
    mapping: 'terabee-xl',
    payload: {
      count_in: 23,
      count_out: 12,
      timestamp: String(s),
      device_id: 'tb-1',
      username: 'u',
      password: 'p',
    },
    readings: [{ type: 'counter', sensor: 'tb-1', at, in_total: 23, out_total: 12 }],
  },
  {
    mapping: 'terabee-m',
    payload: { uid: 'tb-2', time: '946685671', type: 'counters', value: { in: 34, out: 17 } },
    readings: [{ type: 'counter', sensor: 'tb-2', at: RECEIVED, in_total: 34, out_total: 17 }],
  },
  {
    mapping: 'disruptive-technologies',
    payload: {
      event: {
        eventId: 'ev1',
        targetName: 'projects/p/devices/desk7',
        eventType: 'deskOccupancy',
        data: { deskOccupancy: { state: 'OCCUPIED', updateTime: iso, remarks: [] } },
        timestamp: iso,
      },
      labels: {},
    },
    readings: [presence('desk7', true, { at: iso, dedupe: 'ev1:presence' })],
  },
  {
    mapping: 'elsys-occupancy',
    device: 'elsys',
    payload: { temperature: 21, motion: 0, occupancy: 2, vdd: 3583 },
    readings: [presence('elsys', true)],
  },
  {
    mapping: 'footfallcam-crossing',
    payload: {
      UUID: 'u1',
      DeviceSerial: 'ff-1',
      RoiId: 1,
      MetricId: 2,
      CombineObjectTypeId: 11,
      EventEndTime: s,
    },
    readings: [
      {
        type: 'crossing',
        sensor: 'ff-1/roi1',
        at,
        direction: -1,
        seq: 265_880_848_826_101,
        dedupe: 'u1:crossing',
      },
    ],
  },
  {
    mapping: 'footfallcam-crossing',
    payload: {
      UUID: 'u2',
      DeviceSerial: 'ff-1',
      RoiId: 1,
      MetricId: 1,
      CombineObjectTypeId: 21,
      EventEndTime: s,
    },
    readings: [],
  },
  {
    mapping: 'footfallcam-occupancy',
    payload: { RoiId: 2, ObjectCount: 0, Timestamp: s, CameraSerial: 'ff-2' },
    readings: [{ type: 'count', sensor: 'ff-2/roi2', at, count: 0 }],
  },
  {
    mapping: 'meraki-mv',
    topic: '/merakimv/Q2XX-1/0',
    payload: { ts: at, counts: { person: 3 } },
    readings: [{ type: 'count', sensor: 'Q2XX-1/zone0', at, count: 3 }],
  },
  {
    mapping: 'meraki-zone-history',
    device: 'Q2XX-2',
    payload: [{ startTs: iso, endTs: '2025-07-23T10:37:31Z', entrances: 3, averageCount: 1 }],
    readings: [{ type: 'flow', sensor: 'Q2XX-2', from: iso, at: '2025-07-23T10:37:31Z', in: 3 }],
  },
  {
    mapping: 'meraki-scanning',
    payload: {
      version: '2.0',
      secret: 'x',
      type: 'DevicesSeen',
      data: {
        apMac: '00:18:0a:00:00:01',
        observations: [
          { clientMac: 'a', seenEpoch: s },
          { clientMac: 'a', seenEpoch: s },
          { clientMac: 'b', seenEpoch: s - 1 },
        ],
      },
    },
    readings: [{ type: 'count', sensor: '00:18:0a:00:00:01', at, count: 2 }],
  },
  {
    mapping: 'mist-zone',
    payload: {
      topic: 'zone',
      events: [{ zone_id: 'z1', mac: 'a', type: 'wifi', trigger: 'exit', timestamp: s }],
    },
    readings: [{ type: 'crossing', sensor: 'z1', at, seq: 0, direction: -1 }],
  },
  {
    mapping: 'mist-occupancy-alerts',
    payload: {
      topic: 'occupancy-alerts',
      events: [
        {
          site_id: 's',
          alert_events: [{ zone_id: 'z2', current_occupancy: 12, occupancy_limit: 10, timestamp: s }],
        },
      ],
    },
    readings: [{ type: 'count', sensor: 'z2', at, count: 12 }],
  },
  {
    mapping: 'cisco-spaces',
    payload: {
      recordUid: 'r1',
      recordTimestamp: at,
      spacesTenantId: 't',
      eventType: 'SPACE_OCCUPANCY',
      spaceOccupancy: { space: { id: 'sp1', name: 'Hall' }, peopleCount: 6 },
    },
    readings: [{ type: 'count', sensor: 'sp1', at, count: 6, dedupe: 'r1:count' }],
  },
  {
    mapping: 'vergesense',
    payload: {
      event_type: 'space_report',
      building_ref_id: 'b',
      space_ref_id: 'room',
      space_id: 602,
      person_count: 0,
      timestamp: iso,
    },
    readings: [{ type: 'count', sensor: 'room', at: iso, count: 0 }],
  },
  {
    mapping: 'vergesense',
    payload: {
      event_type: 'space_availability',
      building_ref_id: 'b',
      space_ref_id: 'room',
      space_id: 602,
      person_count: null,
      state: 'occupied',
      timestamp: iso,
    },
    readings: [presence('room', true, { at: iso })],
  },
  {
    mapping: 'butlr',
    payload: {
      id: 'e1',
      type: 'TRAFFIC',
      timestamp: at,
      version: 'v1.0.0',
      metadata: { room_custom_id: 'r' },
      data: { in: 2, out: 1 },
    },
    readings: [
      {
        type: 'crossing',
        sensor: 'r',
        at,
        direction: 1,
        n: 2,
        seq: 123_681_917_605_822,
        dedupe: 'e1:crossing',
      },
      {
        type: 'crossing',
        sensor: 'r',
        at,
        direction: -1,
        n: 1,
        seq: 19_682_419_617_243,
        dedupe: 'e1:crossing:1',
      },
    ],
  },
  {
    mapping: 'onvif-count',
    topic: 'cam1/onvif-ej/RuleEngine/CountAggregation/Counter/&1/Counter_1',
    payload: { UtcTime: iso, Source: {}, Data: { Count: '41' } },
    readings: [{ type: 'counter', sensor: 'cam1/Counter_1', at: iso, in_total: 41 }],
  },
  {
    mapping: 'vivotek',
    payload: {
      Source: { MacAddress: '00:02:D1:00:00:01' },
      Data: [
        {
          RuleType: 'Counting',
          CountingInfo: [
            { RuleName: 'Door', In: 1, Out: 2, StartTime: iso, EndTime: '2025-07-23T10:37:31Z' },
          ],
        },
      ],
    },
    readings: [
      {
        type: 'flow',
        sensor: '00:02:D1:00:00:01/Door',
        from: iso,
        at: '2025-07-23T10:37:31Z',
        in: 1,
        out: 2,
      },
    ],
  },
  {
    mapping: 'haltian-presence',
    payload: { tsmId: 2100, tsmEv: 10, tsmTs: s, tsmTuid: 'TSPR1', tsmGw: 'g', state: 0 },
    readings: [presence('TSPR1', false, { at })],
  },
  {
    mapping: 'microsoft-graph',
    payload: { deviceId: 'd', sensorId: 'a', sensorType: 'peopleCount', intValue: 4, timestamp: iso },
    readings: [{ type: 'count', sensor: 'd/a', at: iso, count: 4 }],
  },
  {
    mapping: 'tfl-car-park',
    payload: { id: 'CarParks_1', bays: [{ bayType: 'Disabled', bayCount: 4, free: 3, occupied: 1 }] },
    readings: [{ type: 'count', sensor: 'CarParks_1/Disabled', at: RECEIVED, count: 1 }],
  },
]
