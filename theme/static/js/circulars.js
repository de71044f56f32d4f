import { root } from "./page.js"

/**
 * The association's index with every entry this phone may read, unsealed; null when there is
 * neither network nor copy.
 */
export async function circulars() {
  const response = await fetch(new URL("index.json", root), { cache: "no-cache" }).catch(() => null)
  if (!response?.ok) return null
  const index = await response.json()
  const { names, timezone, calendars, organization } = index
  await kairan.state.set("site", { names, timezone, calendars, organization })
  const entries = await Promise.all(
    index.items.map((item) => item.sealed ? kairan.sealed.entry(item) : item),
  )
  return { ...index, sealed: index.items.filter((item) => item.sealed), entries: entries.filter(Boolean) }
}

/** The association's names, time zone and calendars, as last seen. */
export async function site() {
  const seen = await kairan.state.get("site")
  return seen ?? await circulars()
}
