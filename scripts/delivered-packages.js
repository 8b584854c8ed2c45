/** Tools of the dashboard's workspace that build it, and are not in it. */
const BUILD_TOOLS = new Set(['vite'])

/**
 * The packages that users get, by the `packages` of a lock file: those that the server needs, and those that are built
 * into the dashboard, each with all it depends on.
 */
export function deliveredPackages(locked) {
  const roots = [
    ...Object.keys(locked[''].dependencies),
    ...Object.keys(locked.web.devDependencies).filter((name) => !BUILD_TOOLS.has(name)),
  ]
  const found = new Map()
  const open = roots.map((name) => ({
    name,
    from: locked[`web/node_modules/${name}`] === undefined ? '' : 'web',
  }))
  for (const { name, from } of open) {
    const path = pathOf(locked, name, from)
    if (path === null || found.has(path)) continue
    const { dependencies, optionalDependencies, ...entry } = locked[path]
    found.set(path, { name, ...entry })
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
      open.push({ name: needed, from: path })
    }
  }
  return [...found.values()]
}

/** Where a package is that another one needs, as Node looks for it; `null` for one that this machine has no use for. */
function pathOf(locked, name, from) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (locked[path] !== undefined) return path
    if (folder === '') return null
  }
}
