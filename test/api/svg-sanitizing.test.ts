import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitizeSvg } from '../../src/api/svg/sanitize-svg.ts'
import { attacks, pieces, svgOf, traces } from './svg-attacks.ts'

const refusal = (source: string): unknown => {
  try {
    return sanitizeSvg(source).text
  } catch (error) {
    return error
  }
}

describe('what is left of', () => {
  test.each(attacks)('%s has nothing of it', (_title, source) => {
    const { text } = sanitizeSvg(source)

    expect(text.replaceAll('http://www.w3.org/', '')).not.toMatch(traces)
    expect(text).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg".*<\/svg>$/s)
  })

  test('nothing but attacks is a picture of the same size', () => {
    expect(sanitizeSvg(svgOf('<script>evil()</script>'))).toEqual({
      text:
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ' +
        'width="40" height="30" viewBox="0 0 40 30"></svg>',
      width: 40,
      height: 30,
    })
  })
})

describe('what draws', () => {
  test.each([
    ['shapes', '<path d="M0 0L1 1" stroke-width="2" vector-effect="non-scaling-stroke"></path>'],
    [
      'gradients',
      '<linearGradient id="g" gradientUnits="userSpaceOnUse"><stop offset="1"></stop></linearGradient>',
    ],
    [
      'references to parts',
      '<use href="#a" xlink:href="#a"></use><rect fill="url(#g)" clip-path="url(\'#c\')"></rect>',
    ],
    ['styles', '<rect style="fill:url(#g) red;stroke:#fff" class="wall outer"></rect>'],
    ['images that it holds', '<image href="data:image/png;base64,iVBORw0KGgo="></image>'],
    ['text', '<text x="1"><tspan dy="1em">Room 1 &lt; 2 &amp; "3"</tspan></text>'],
    ['alternatives', '<switch><g systemLanguage="de"></g><g></g></switch>'],
    [
      'filters',
      '<filter id="f"><feGaussianBlur stdDeviation="2" in="SourceAlpha"></feGaussianBlur></filter>',
    ],
  ])('stays: %s', (_title, inside) => {
    expect(sanitizeSvg(svgOf(inside)).text).toContain(inside)
  })

  test('stays when it stands in a link or beside foreign content', () => {
    const inside =
      '<a href="https://x.example"><rect width="1"/></a><switch><foreignObject/><g id="b"/></switch>'

    expect(sanitizeSvg(svgOf(inside)).text).toContain(
      '<rect width="1"></rect><switch><g id="b"></g></switch>',
    )
  })

  test('keeps style sheets that refer to nothing outside, in order and first of all', () => {
    const inside =
      '<g/><style>.a > b{fill:url(#g)}</style><style><![CDATA[.c{x:"&"}]]></style><style media="print">p{}</style>'

    expect(sanitizeSvg(svgOf(inside)).text).toMatch(
      /viewBox="0 0 40 30"><style>\.a &gt; b\{fill:url\(#g\)\}\n\.c\{x:"&amp;"\}<\/style><g><\/g>/,
    )
  })

  test('keeps no attribute without a value, and none twice', () => {
    expect(sanitizeSvg(svgOf('<rect class="" id x="1" x="2"/>')).text).toContain('<rect x="1"></rect>')
  })

  test('is one tree whatever was not closed', () => {
    expect(sanitizeSvg(svgOf('<g><text>A<tspan>B</g></zzz>')).text).toMatch(
      /<g><text>A<tspan>B<\/tspan><\/text><\/g><\/svg>$/,
    )
  })

  test('has only characters that XML allows', () => {
    const { text } = sanitizeSvg(
      svgOf('<text id="a&#2;b">a&#0;&#11;\u0001\uFFFF\uD800b &#x1F600;\u{1F600}</text>'),
    )

    expect(text).toContain('<text id="ab">')
    expect(text).toMatch(/b 😀😀<\/text>/)
    expect(text).not.toMatch(/[\p{Cc}\uFFFE\uFFFF]/u)
    expect(Buffer.from(text).toString()).toBe(text)
  })

  test('is the same when it is sanitised again', () => {
    for (const [, source] of attacks) {
      const { text } = sanitizeSvg(source)
      expect(sanitizeSvg(text).text).toBe(text)
    }
  })
})

describe('entities', () => {
  test('do not expand, however they are nested', () => {
    const declared = Array.from(
      { length: 20 },
      (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
    )
    const bomb = `<!DOCTYPE svg [<!ENTITY l0 "lol">${declared.join('')}]>${svgOf('<text>&l20;</text>')}`

    expect(sanitizeSvg(bomb).text).toContain('<text>&amp;l20;</text>')
  })

  test('that stand for namespaces leave the right ones', () => {
    const source =
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd" [<!ENTITY ns "http://www.w3.org/2000/svg">]>' +
      '<svg xmlns="&ns;" viewBox="0 0 8 6"><rect/></svg>'

    expect(sanitizeSvg(source).text).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  })
})

describe('the size', () => {
  test.each<[string, string, readonly [number, number, string]]>([
    ['of width and height', 'width="40" height="30"', [40, 30, '0 0 40 30']],
    ['with units', 'width="1in" height="2.54cm"', [96, 96, '0 0 96 96']],
    ['of the viewBox', 'viewBox="0 0 800 600"', [800, 600, '0 0 800 600']],
    ['of a viewBox with commas', 'viewBox=" -5,-5 , 800.5,600 "', [801, 600, '-5 -5 800.5 600']],
    [
      'of the viewBox where a side is relative',
      'width="100%" height="100%" viewBox="0 0 8 6"',
      [8, 6, '0 0 8 6'],
    ],
    ['of one side and the viewBox', 'width="400" viewBox="0 0 8 6"', [400, 300, '0 0 8 6']],
    [
      'of both, where the viewBox differs',
      'width="400" height="300" viewBox="0 0 8 8"',
      [400, 300, '0 0 8 8'],
    ],
  ])('%s', (_title, attributes, [width, height, viewBox]) => {
    const clean = sanitizeSvg(`<svg ${attributes}><g/></svg>`)

    expect(clean).toMatchObject({ width, height })
    expect(clean.text).toContain(` width="${width}"`)
    expect(clean.text).toContain(` height="${height}"`)
    expect(clean.text).toContain(`viewBox="${viewBox}"`)
  })

  test.each([
    '',
    'width="100%" height="100%"',
    'width="40"',
    'width="wide" height="high"',
    'viewBox="0 0 8"',
    'viewBox="0 0 0 6"',
    'viewBox="0 0 -8 6"',
    'viewBox="a b c d"',
    'viewBox="0 0 1e-9 1e-9"',
    'viewBox="0 0 1e300 1"',
    'viewBox=""',
  ])('of <svg %s> is not known', (attributes) => {
    expect(refusal(`<svg ${attributes}><g/></svg>`)).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('viewBox'),
    })
  })
})

describe('refused is', () => {
  test.each([
    ['nothing', ''],
    ['text', 'a plan'],
    ['a page', '<!doctype html><html><body><svg width="1" height="1"/></body></html>'],
    ['a root with a prefix', '<svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="1" height="1"/>'],
    ['a second root', `${svgOf('')}${svgOf('')}`],
    ['something beside the root', `${svgOf('')}<g/>`],
    ['a document type without an end', `<!DOCTYPE svg [${svgOf('')}`],
    ['a comment without an end', `<!-- ${svgOf('')}`],
    ['too many elements', svgOf('<g/>'.repeat(100_000))],
    ['too much nesting', svgOf('<g>'.repeat(5_000))],
    ['a part that is repeated endlessly', svgOf(repeated(8))],
    ['a chain of references without end', svgOf(chained(3_000))],
  ])('%s', (_title, source) => {
    expect(refusal(source)).toMatchObject({ kind: 'invalid', code: 'invalid_image' })
  })

  test('no plan that repeats its chairs, and none that refers to itself', () => {
    expect(refusal(svgOf(repeated(3)))).toBeTypeOf('string')
    expect(refusal(svgOf(chained(500)))).toBeTypeOf('string')
    expect(refusal(svgOf('<g id="a"><use href="#a"/></g><use href="#b" id="b"/>'))).toBeTypeOf('string')
  })
})

/** Groups of ten references to the group before. */
function repeated(times: number): string {
  const groups = Array.from(
    { length: times },
    (_, index) => `<g id="g${index + 1}">${`<use href="#g${index}"/>`.repeat(10)}</g>`,
  )
  return `<rect id="g0"/>${groups.join('')}`
}

function chained(length: number): string {
  return Array.from({ length }, (_, index) => `<g id="g${index}"><use href="#g${index + 1}"/></g>`).join('')
}

test('of pieces of attacks in any order nothing gets through, and what is left stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      const clean = refusal(svgOf(parts.join('')))
      if (typeof clean !== 'string') return
      expect(clean).not.toMatch(
        /<(script|a )|<[a-z][^>]* (on[a-z]+=|href="http|style="[^"]*url)|<style>[^<]*@import/,
      )
      expect(refusal(clean)).toBe(clean)
    }),
    { numRuns: 2_000 },
  )
})
