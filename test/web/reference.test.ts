import { expect, test } from 'vitest'
import { describeInBrowser, openPage } from './browser.ts'

describeInBrowser('the reference page', () => {
  test('shows the operations of the document that is chosen, and holds to its own policy', async () => {
    const { page, complaints } = await openPage('/docs')

    await page.getByText('/api/spaces', { exact: true }).first().waitFor()
    await page.getByRole('combobox').first().selectOption({ label: 'Density v3' })
    await page.getByText('/v3/analytics/metrics', { exact: true }).waitFor()

    expect(new URL(page.url()).pathname).toBe('/docs/')
    expect(complaints).toEqual([])
  })

  test('sends calls to the server that it came from', async () => {
    const { page } = await openPage('/docs/?urls.primaryName=Occuspace%20v2', { token: null })

    const operation = page.locator('#operations-Locations-listLocations')
    await operation.getByText('/v2/locations', { exact: true }).click()
    await operation.getByRole('button', { name: 'Try it out' }).click()
    await operation.getByRole('button', { name: 'Execute' }).click()

    await operation
      .locator('.live-responses-table')
      .getByRole('cell', { name: '401', exact: true })
      .first()
      .waitFor()
  })
})
