import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PlanArea, PlanImage, StoredPlanImage } from '../../src/domain/portfolio/floor-plan.ts'
import type { Store } from '../../src/storage/store.ts'

const image: PlanImage = {
  mediaType: 'image/png',
  width: 640,
  height: 480,
  sizeBytes: 4,
  digest: 'abc',
  updatedAt: 1_700_000_000_000,
}
const stored: StoredPlanImage = { image, bytes: new Uint8Array([0, 255, 10, 13]) }
const other: StoredPlanImage = {
  image: { ...image, mediaType: 'image/svg+xml', digest: 'def', sizeBytes: 1, updatedAt: 9 },
  bytes: new Uint8Array([60]),
}
const areas: readonly PlanArea[] = [
  {
    space: 9,
    points: [
      [0, 0],
      [1, 0],
      [1 / 3, 0.1 + 0.2],
    ],
  },
  {
    space: 2,
    points: [
      [5e-324, 1],
      [0.5, 0.5],
      [1, 0.999_999_999_999_999_9],
    ],
  },
]
const audit = {
  at: 1,
  actor: 'tkn_1 Tester',
  action: 'plan.update',
  target: 'spc_1',
  before: null,
  after: '{}',
}
const nothing = (space: number) => ({ space, image: null, areas: [] })

/** What every plan store must do. Run it against each engine. */
export function describePlanStore(engine: string, open: () => Promise<Store>): void {
  describe(`${engine} plan store`, () => {
    let opened: Store

    beforeEach(async () => {
      opened = await open()
    })

    afterEach(() => opened.close())

    test('a space without a plan has one with nothing on it', async () => {
      expect(await opened.plans.plan(1, 5)).toEqual(nothing(5))
      expect(await opened.plans.image(1, 5)).toBeNull()
    })

    test('gives back the image byte for byte, and the areas in order to the last bit', async () => {
      await opened.plans.change(1, 1, () => ({ image: stored, areas, audit }))

      expect(await opened.plans.plan(1, 1)).toEqual({ space: 1, image, areas })
      const found = await opened.plans.image(1, 1)
      expect(found?.image).toEqual(image)
      expect([...(found?.bytes ?? [])]).toEqual([0, 255, 10, 13])
    })

    test('keeps an image of five megabytes', async () => {
      const bytes = new Uint8Array(5 * 1024 * 1024).map((_, index) => index % 251)
      await opened.plans.change(1, 1, () => ({ image: { image, bytes }, audit }))

      const found = await opened.plans.image(1, 1)

      expect(Buffer.compare(found?.bytes ?? new Uint8Array(), bytes)).toBe(0)
    })

    test('a change leaves alone what it does not mention', async () => {
      await opened.plans.change(1, 1, () => ({ image: stored, areas, audit }))

      await opened.plans.change(1, 1, () => ({ image: other, audit }))
      expect(await opened.plans.plan(1, 1)).toEqual({ space: 1, image: other.image, areas })

      await opened.plans.change(1, 1, () => ({ areas: areas.slice(1), audit }))
      expect(await opened.plans.plan(1, 1)).toEqual({ space: 1, image: other.image, areas: areas.slice(1) })
      expect([...((await opened.plans.image(1, 1))?.bytes ?? [])]).toEqual([60])
    })

    test('an image that is taken away leaves the areas', async () => {
      await opened.plans.change(1, 1, () => ({ image: stored, areas, audit }))

      await opened.plans.change(1, 1, () => ({ image: null, audit }))

      expect(await opened.plans.plan(1, 1)).toEqual({ space: 1, image: null, areas })
      expect(await opened.plans.image(1, 1)).toBeNull()
    })

    test('the plan is shown to whoever decides, and each change is in the audit trail', async () => {
      await opened.plans.change(1, 1, () => ({ image: stored, areas, audit }))
      const shown: unknown[] = []

      await opened.plans.change(1, 1, (plan) => {
        shown.push(plan)
        return { areas: [], audit: { ...audit, action: 'second' } }
      })

      expect(shown).toEqual([{ space: 1, image, areas }])
      const trail = await opened.access.audit(1, 10, null)
      expect(trail.map(({ action }) => action)).toEqual(['second', 'plan.update'])
    })

    test('a decision for nothing, and one that throws, leave everything as it was', async () => {
      await opened.plans.change(1, 1, () => ({ image: stored, areas, audit }))

      await opened.plans.change(1, 1, () => null)
      const thrown = opened.plans.change(1, 1, () => {
        throw new Error('no')
      })

      await expect(thrown).rejects.toThrow('no')
      expect(await opened.plans.plan(1, 1)).toEqual({ space: 1, image, areas })
      expect(await opened.access.audit(1, 10, null)).toHaveLength(1)
    })

    test('organizations and spaces do not see each other’s plans', async () => {
      await opened.plans.change(1, 1, () => ({ image: stored, areas, audit }))
      await opened.plans.change(2, 1, () => ({ image: other, audit }))

      expect(await opened.plans.plan(1, 2)).toEqual(nothing(2))
      expect(await opened.plans.plan(2, 1)).toEqual({ space: 1, image: other.image, areas: [] })
      expect(await opened.plans.plan(1, 1)).toEqual({ space: 1, image, areas })
      expect(await opened.access.audit(2, 10, null)).toHaveLength(1)
    })

    test('a space that is gone takes its plan along, and its areas on other plans', async () => {
      await opened.plans.change(1, 1, () => ({ image: stored, areas, audit }))
      await opened.plans.change(1, 2, () => ({ image: other, areas: areas.slice(0, 1), audit }))
      await opened.plans.change(2, 2, () => ({ image: other, areas, audit }))

      await opened.plans.removeSpaces(1, [2, 7])

      expect(await opened.plans.plan(1, 1)).toEqual({ space: 1, image, areas: areas.slice(0, 1) })
      expect(await opened.plans.plan(1, 2)).toEqual(nothing(2))
      expect(await opened.plans.image(1, 2)).toBeNull()
      expect((await opened.plans.image(1, 1))?.image).toEqual(image)
      expect(await opened.plans.plan(2, 2)).toEqual({ space: 2, image: other.image, areas })
    })
  })
}
