import type { FloorPlan, PlanArea } from './plan-wire.ts'
import type { Transport } from './transport.ts'

/** Floor plans of spaces, `/api/spaces/{id}/plan`. */
export class PlanClient {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** The plan of a space; one with nothing on it where there is none. */
  async read(spaceId: string): Promise<FloorPlan> {
    return (await this.#transport.call({
      method: 'GET',
      path: planOf(spaceId),
      idempotent: true,
    })) as FloorPlan
  }

  /** Puts an image in place of any other: PNG, JPEG or SVG, which the blob's type says; at most 5 MiB. */
  async setImage(spaceId: string, image: Blob): Promise<FloorPlan> {
    return (await this.#transport.call({
      method: 'PUT',
      path: `${planOf(spaceId)}/image`,
      blob: image,
      idempotent: true,
    })) as FloorPlan
  }

  /** Takes the image away; the areas stay. */
  async deleteImage(spaceId: string): Promise<void> {
    await this.#transport.call({ method: 'DELETE', path: `${planOf(spaceId)}/image`, idempotent: false })
  }

  /** Puts areas in place of all others. */
  async setAreas(spaceId: string, areas: readonly PlanArea[]): Promise<FloorPlan> {
    return (await this.#transport.call({
      method: 'PUT',
      path: `${planOf(spaceId)}/areas`,
      json: { areas },
      idempotent: true,
    })) as FloorPlan
  }
}

function planOf(spaceId: string): string {
  return `/api/spaces/${encodeURIComponent(spaceId)}/plan`
}
