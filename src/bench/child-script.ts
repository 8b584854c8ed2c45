/** The compiled script of this layer with a name; also when this module is run from its source. */
export function childScript(name: string): URL {
  const folder = import.meta.url.endsWith('.ts') ? '../../dist/bench/' : './'
  return new URL(`${folder}${name}.js`, import.meta.url)
}
