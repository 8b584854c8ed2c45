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

test('a label that is deleted is on no space any more, and its name is free', async () => {
  const room = await open.room()
  const { author, portfolios } = open
  const quiet = await portfolios.createLabel(author, 'Quiet')
  await portfolios.changeSpaceLabels(author, room.id, { add: [quiet.id], create: ['Warm'] })

  await portfolios.deleteLabel(author, quiet.id)

  const portfolio = await open.current()
  expect(portfolio.labelsOf(room.key)).toMatchObject([{ name: 'Warm' }])
  expect(portfolio.labels).toMatchObject([{ name: 'Warm' }])
  await expect(portfolios.deleteLabel(author, quiet.id)).rejects.toMatchObject({ kind: 'not_found' })
  expect(await portfolios.createLabel(author, 'Quiet')).toMatchObject({ name: 'Quiet', spaces: [] })
})

test('a label group that is deleted leaves its labels in none', async () => {
  const { author, portfolios } = open
  const [quiet, warm] = [
    await portfolios.createLabel(author, 'Quiet'),
    await portfolios.createLabel(author, 'Warm'),
  ]
  const mood = await portfolios.createLabelGroup(author, 'Mood', [quiet.id])
  const other = await portfolios.createLabelGroup(author, 'Climate', [warm.id])

  await portfolios.deleteLabelGroup(author, mood.id)

  const { labels, labelGroups } = await open.current()
  expect(labels).toMatchObject([
    { name: 'Quiet', group: null },
    { name: 'Warm', group: other.key },
  ])
  expect(labelGroups).toEqual([other])
  await expect(portfolios.deleteLabelGroup(author, mood.id)).rejects.toMatchObject({ kind: 'not_found' })
})
