const svg = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

/** An SVG of 40 × 30 pixels with something in it. */
export function svgOf(inside: string, attributes = ''): string {
  return `<svg ${svg} width="40" height="30" ${attributes}>${inside}</svg>`
}

/** What a sanitised SVG holds of none of the attacks. */
export const traces =
  /evil|script|onload|onclick|onbegin|javascript|http:\/\/x|https:|\/\/x\.|file:|import|foreignObject|iframe|ENTITY|DOCTYPE|<animate|<set|<a[ >]|expression/i

/** What may be hidden in an SVG, by what it is. */
export const attacks: readonly (readonly [title: string, source: string])[] = [
  ['a script', svgOf('<script>evil()</script>')],
  ['a script from elsewhere', svgOf('<script xlink:href="http://x.example/a.js"/>')],
  ['a script in CDATA', svgOf('<script><![CDATA[evil()]]></script>')],
  ['a script that closes another', svgOf('<script>a</script><script>evil()</script>')],
  ['a script in upper case', svgOf('<SCRIPT>evil()</SCRIPT><ScRiPt>evil()</ScRiPt>')],
  ['a script with a prefix', svgOf('<s:script xmlns:s="http://www.w3.org/2000/svg">evil()</s:script>')],
  ['a script of HTML', svgOf('<g xmlns="http://www.w3.org/1999/xhtml"><script>evil()</script></g>')],
  ['a script with a part in it', svgOf('<script><g>evil()</g></script>')],
  [
    'an escaped script in a style',
    svgOf('<style>&lt;/style>&lt;script>evil()&lt;/script>@import "a"</style>'),
  ],
  ['a script in the title', svgOf('<title><script>evil()</script></title>')],
  ['a handler on the root', svgOf('<g/>', 'onload="evil()"')],
  ['a handler on an element', svgOf('<rect onclick="evil()" width="1" height="1"/>')],
  ['a handler in upper case', svgOf('<rect ONCLICK="evil()" OnLoad="evil()"/>')],
  ['a handler without blanks around', svgOf('<rect width="1"\nonload=\'evil()\'/>')],
  ['a link', svgOf('<a href="javascript:evil()"><rect width="1" height="1"/></a>')],
  ['a link of XLink', svgOf('<a xlink:href="javascript:evil()"><rect width="1" height="1"/></a>')],
  ['a link that opens elsewhere', svgOf('<a href="https://x.example"><rect width="1" height="1"/></a>')],
  [
    'an address with blanks in it',
    svgOf('<use href="java\tscript:evil()"/><use href=" java&#10;script:evil()"/>'),
  ],
  ['an address with characters that are none', svgOf('<use href="&#1;javascript:evil()"/>')],
  ['an address in references', svgOf('<use href="&#106;avascript:evil()"/>')],
  [
    'foreign content',
    svgOf('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">evil</body></foreignObject>'),
  ],
  [
    'foreign content in upper case',
    svgOf('<FOREIGNOBJECT><iframe src="https://x.example"/></FOREIGNOBJECT>'),
  ],
  ['a frame', svgOf('<iframe src="https://x.example"></iframe>')],
  ['an object and an embed', svgOf('<object data="https://x.example"/><embed src="https://x.example"/>')],
  ['an image of HTML', svgOf('<img src="https://x.example/a.png"/>')],
  [
    'an image from elsewhere',
    svgOf('<image href="https://x.example/a.png"/><image xlink:href="//x.example/a.png"/>'),
  ],
  ['a file', svgOf('<image href="file:///etc/passwd"/><use href="file:///a.svg#b"/>')],
  ['an image in SVG', svgOf('<image href="data:image/svg+xml;base64,evil"/>')],
  ['an image that is a page', svgOf('<image href="data:text/html,evil"/>')],
  ['a part of another file', svgOf('<use href="https://x.example/a.svg#b"/><use xlink:href="evil.svg#b"/>')],
  ['a part as data', svgOf('<use href="data:image/png;base64,evil"/>')],
  ['an image of a filter', svgOf('<filter id="f"><feImage href="https://x.example/a.png"/></filter>')],
  ['a fill from elsewhere', svgOf('<rect fill="url(https://x.example/a.svg#b)"/>')],
  ['a fill with a blank', svgOf('<rect fill="url( \'https://x.example/a.svg#b\')" mask="URL(evil.svg)"/>')],
  ['a fill in escapes', svgOf('<rect fill="u\\72l(https://x.example/a#b)"/>')],
  ['a style from elsewhere', svgOf('<rect style="fill:url(https://x.example/a.svg#b)"/>')],
  ['a style with two', svgOf('<rect style="fill:url(#a);mask:url(https://x.example/a.svg)"/>')],
  [
    'a style with a set of images',
    svgOf('<rect style="background:image-set(\'https://x.example/a.png\' 1x)"/>'),
  ],
  ['a style that is a program', svgOf('<rect style="width:expression(evil())"/>')],
  ['a style sheet that imports', svgOf('<style>@import "https://x.example/a.css";</style>')],
  ['a style sheet that imports in escapes', svgOf('<style>@\\69mport "https://x.example/a.css";</style>')],
  [
    'a style sheet that imports in references',
    svgOf('<style>@&#105;mport "https://x.example/a.css";</style>'),
  ],
  [
    'a style sheet that imports in CDATA',
    svgOf('<style><![CDATA[@IMPORT "https://x.example/a.css";]]></style>'),
  ],
  ['a style sheet in pieces', svgOf('<style>@im<!-- -->port "https://x.example/a.css";</style>')],
  ['a style sheet with a font', svgOf('<style>@font-face{src:url(https://x.example/a.woff)}</style>')],
  ['a style sheet with a source', svgOf('<style>rect{fill:src("https://x.example/a.svg")}</style>')],
  ['a style sheet of another kind', svgOf('<style type="text/evil">evil</style>')],
  ['a style sheet as an instruction', `<?xml-stylesheet href="https://x.example/a.css"?>${svgOf('<g/>')}`],
  ['an instruction inside', svgOf('<?xml-stylesheet href="https://x.example/a.css"?><g/>')],
  ['an animated address', svgOf('<a><animate attributeName="href" values="javascript:evil()"/><rect/></a>')],
  ['an address that is set', svgOf('<a><set attributeName="xlink:href" to="javascript:evil()"/><rect/></a>')],
  ['a handler of an animation', svgOf('<animateTransform onbegin="evil()" attributeName="x"/>')],
  ['another base', svgOf('<use href="#a"/>', 'xml:base="https://x.example/"')],
  [
    'an event listener',
    svgOf('<ev:listener event="load" handler="#evil"/><handler type="evil">evil</handler>'),
  ],
  ['metadata', svgOf('<metadata><evil>evil</evil></metadata>')],
  ['a tag in a comment', svgOf('<!-- --><!-- ><script>evil()</script> --><g/>')],
  ['a tag in CDATA', svgOf('<![CDATA[<script>evil()</script>]]><g/>')],
  ['an entity of markup', `<!DOCTYPE svg [<!ENTITY e "<script>evil()</script>">]>${svgOf('&e;')}`],
  [
    'an entity from elsewhere',
    `<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>${svgOf('<text>&amp;e;</text>')}`,
  ],
  ['a document type from elsewhere', `<!DOCTYPE svg SYSTEM "https://x.example/a.dtd">${svgOf('<g/>')}`],
  [
    'a document type with disguised ends',
    `<?xml version="1.0"?><!DOCTYPE svg [<!-- ]> --><?a ]> ?><!ENTITY e ']>'><!ENTITY f "]><script>evil()</script>">]>${svgOf('<g/>')}`,
  ],
]

/** Pieces that attacks are made of. */
export const pieces: readonly string[] = [
  '<script>',
  '</script>',
  '<style>',
  '</style>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<g onload="evil()">',
  '<a href="javascript:evil()">',
  '</a>',
  '</g>',
  '<text>',
  '</text>',
  '<use href="https://x.example/a#b"/>',
  '<rect style="fill:url(https://x.example)"/>',
  '@import "https://x.example";',
  '&lt;script>',
  '<?evil ?>',
  '"',
  "'",
  '>',
  '<',
  '&',
  '/>',
]
