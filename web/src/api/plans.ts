import { failureOf, HeadcountError } from '../../../src/client/headcount-error.ts'
import { signedOut } from '../state/session.ts'
import { get, send } from './server.ts'

/** A corner, as fractions 0…1 of the width and height from the upper left corner. */
export type PlanPoint = readonly [x: number, y: number]

/** Where on a plan a space is. */
export interface PlanArea {
  readonly space_id: string
  readonly points: readonly PlanPoint[]
}

export interface PlanImage {
  /** Another one whenever the image changes. */
  readonly url: string
  readonly media_type: string
  readonly width: number
  readonly height: number
  readonly updated_at: string
}

/** How a floor looks from above. */
export interface Plan {
  readonly space_id: string
  readonly image: PlanImage | null
  readonly areas: readonly PlanArea[]
}

/** Kinds of image that the server takes. */
export const planMediaTypes = ['image/png', 'image/jpeg', 'image/svg+xml'] as const

/** Largest image that the server takes, in bytes: it cuts off what sends more, without an answer that could be shown. */
export const PLAN_IMAGE_LIMIT_BYTES = 5 * 1024 * 1024

function pathOf(floor: string): string {
  return `/api/spaces/${encodeURIComponent(floor)}/plan`
}

export function getPlan(floor: string, signal?: AbortSignal): Promise<Plan> {
  return get(pathOf(floor), undefined, signal)
}

/** Replaces all areas of a plan. */
export function saveAreas(floor: string, areas: readonly PlanArea[]): Promise<Plan> {
  return send('PUT', `${pathOf(floor)}/areas`, { areas })
}

/** Sets the image of a plan. Throws `HeadcountError` with what the server has against it. */
export async function saveImage(floor: string, image: Blob): Promise<Plan> {
  let response: Response
  try {
    response = await fetch(`${pathOf(floor)}/image`, {
      method: 'PUT',
      headers: { 'content-type': image.type, accept: 'application/json' },
      body: image,
    })
  } catch (cause) {
    throw new HeadcountError({ status: null, detail: String(cause) }, { cause })
  }
  const text = await response.text()
  if (response.ok) return JSON.parse(text)
  if (response.status === 401) signedOut()
  throw new HeadcountError(failureOf(response, text))
}

/** Takes the image of a plan away. Its areas stay. */
export async function removeImage(floor: string): Promise<void> {
  await send('DELETE', `${pathOf(floor)}/image`)
}
