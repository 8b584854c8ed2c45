import type { MetricsRow } from '../../../../src/client/analytics-wire.ts'
import type { Palette } from '../../charts/palette.ts'

/** What a custom series gets to draw with; ECharts types it more loosely. */
interface DrawApi {
  value(dimension: number): number
  coord(at: readonly number[]): number[]
  size(of: readonly number[]): number[]
}

interface DrawPlace {
  readonly coordSys: { readonly y: number; readonly height: number }
}

/** The share of a bucket that was not seen: all of it where nothing was observed, else by the sensors' up time. */
export function missingShare({ observed_ms, up_time }: Pick<MetricsRow, 'observed_ms' | 'up_time'>): number {
  return observed_ms === 0 ? 1 : Math.max(0, 1 - up_time)
}

/** Hatched columns behind the bars, as much of a bucket's width as was not seen. */
export function missingColumns(
  name: string,
  rows: readonly Pick<MetricsRow, 'observed_ms' | 'up_time'>[],
  palette: Palette,
) {
  return {
    name,
    type: 'custom',
    silent: true,
    z: 1,
    clip: true,
    encode: { x: 0, y: -1 },
    itemStyle: { color: palette.missing },
    data: rows.flatMap((row, index) => {
      const share = missingShare(row)
      return share === 0 ? [] : [[index, share]]
    }),
    renderItem: ({ coordSys }: DrawPlace, api: DrawApi) => {
      const band = api.size([1, 0])[0] ?? 0
      const centre = api.coord([api.value(0), 0])[0] ?? 0
      const width = band * api.value(1)
      return {
        type: 'rect',
        shape: { x: centre - width / 2, y: coordSys.y, width, height: coordSys.height },
        style: { fill: palette.hatch },
      }
    },
  }
}
