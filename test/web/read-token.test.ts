import { beforeAll, expect, inject, test } from 'vitest'
import { describeInBrowser, expectClean, openPage } from './browser.ts'

let token: string

describeInBrowser('a token that only reads', () => {
  beforeAll(async () => {
    const demo = inject('demo')
    const response = await fetch(`${demo.url}/api/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Reader', scopes: ['read'] }),
    })
    token = ((await response.json()) as { token: string }).token
  })

  test.each([
    ['/', 'Now'],
    ['/floors', 'Floors'],
    ['/floors/spc_whitman1', 'First Floor'],
    ['/spaces/spc_whitman001', 'Reading Room'],
    ['/compare', 'Compare'],
    ['/sensors', 'Sensors'],
  ])('asks on %s for nothing that it may not have', async (path, title) => {
    const opened = await openPage(path, { token })
    await opened.page.getByRole('heading', { level: 1, name: title }).waitFor()
    await opened.page.waitForFunction(() => document.querySelector('.skeleton') === null)

    expect(await opened.page.getByText('Your token does not open this').count()).toBe(0)
    await expectClean(opened)
    await opened.page.context().close()
  })

  test('is told under Setup that it opens nothing there', async () => {
    const opened = await openPage('/set-up/tokens', { token })
    await opened.page.getByText('Your token does not open this').waitFor()

    await expectClean(opened)
    await opened.page.context().close()
  })
})
