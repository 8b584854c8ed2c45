import { countPoint, readOccupancy } from './occupancy-series.ts'
import { seriesOperation } from './series-operation.ts'

const shared = {
  description: 'Where nothing was known there is no point; the running one is partial.',
  point: countPoint,
  read: readOccupancy,
}

/** `GET /v1/location/{id}/hourly_occupancy` (occuspace.md §4). */
export const getHourlyOccupancy = seriesOperation({
  ...shared,
  name: 'hourly_occupancy',
  word: 'HourlyOccupancy',
  summary: 'How many people were there on average, by the hour',
  resolution: 'hour',
})

/** `GET /v1/location/{id}/daily_occupancy` (occuspace.md §4). */
export const getDailyOccupancy = seriesOperation({
  ...shared,
  name: 'daily_occupancy',
  word: 'DailyOccupancy',
  summary: 'How many people were there on average, by the day',
  resolution: 'day',
})
