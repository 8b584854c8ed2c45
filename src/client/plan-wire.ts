/** What the image of a floor plan may be. */
export type PlanMediaType = 'image/png' | 'image/jpeg' | 'image/svg+xml'

/** Where on a floor plan a space is. */
export interface PlanArea {
  readonly space_id: string
  /** Corners as `[x, y]`, fractions 0…1 of the image's width and height from its upper left corner; 3 to 200. */
  readonly points: readonly (readonly [x: number, y: number])[]
}

/** The image of a floor plan, without its bytes. */
export interface PlanImage {
  /** Path of the bytes on the server; another one when the image has changed. */
  readonly url: string
  readonly media_type: PlanMediaType
  /** Pixels. */
  readonly width: number
  /** Pixels. */
  readonly height: number
  readonly updated_at: string
}

/** The floor plan of a space. */
export interface FloorPlan {
  readonly space_id: string
  readonly image: PlanImage | null
  readonly areas: readonly PlanArea[]
}
