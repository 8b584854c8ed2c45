import { beforeEach, expect, test } from 'vitest'
import { type OpenPortfolios, openPortfolios } from './open-portfolios.ts'

let open: OpenPortfolios
beforeEach(async () => {
  open = await openPortfolios()
})

test('labels of a space are changed all or nothing', async () => {
  const room = await open.room()
  const { author, portfolios } = open
  const quiet = await portfolios.createLabel(author, 'Quiet')

  const refused = portfolios.changeSpaceLabels(author, room.id, { create: ['New'], add: [quiet.id, 'lbl_0'] })
  await expect(refused).rejects.toMatchObject({ kind: 'not_found' })
  expect((await open.current()).labels).toMatchObject([{ name: 'Quiet', spaces: [] }])
  const labels = await portfolios.changeSpaceLabels(author, room.id, { create: ['New'], add: [quiet.id] })

  expect(labels.map(({ name }) => name)).toEqual(['Quiet', 'New'])
  expect(await portfolios.changeSpaceLabels(author, room.id, { delete: [quiet.id] })).toMatchObject([
    { name: 'New' },
  ])
})

test('a label moves between groups, and names are taken once', async () => {
  const { author, portfolios } = open
  const label = await portfolios.createLabel(author, 'Quiet')
  const group = await portfolios.createLabelGroup(author, 'Mood', [label.id])
  expect((await open.current()).labels).toMatchObject([{ group: group.key }])

  await portfolios.updateLabel(author, label.id, { group: '' })

  expect((await open.current()).labels).toMatchObject([{ group: null }])
  await expect(portfolios.createLabel(author, ' Quiet ')).rejects.toMatchObject({ kind: 'conflict' })
  await expect(portfolios.createLabelGroup(author, 'Mood')).rejects.toMatchObject({ kind: 'conflict' })
  await expect(portfolios.updateLabel(author, label.id, { group: 'lgr_0' })).rejects.toMatchObject({
    kind: 'not_found',
  })
  expect(await portfolios.updateLabelGroup(author, group.id, 'Mood 2')).toMatchObject({ name: 'Mood 2' })
})
