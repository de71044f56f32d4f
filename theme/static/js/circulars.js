import { root } from "./page.js"

/**
 * The association's index with every entry this phone may read, unsealed; null when there is
 * neither network nor copy.
 */
export async function circulars() {
  const response = await fetch(new URL("index.json", root), { cache: "no-cache" }).catch(() => null)
  if (!response?.ok) return null
  const index = await response.json()
  const { names, timezone, organization } = index
  await kairan.state.set("site", { names, timezone, organization })
  const entries = await Promise.all(
    index.items.map((item) => (item.sealed ? kairan.sealed.entry(item) : item)),
  )
  return {
    ...index,
    sealed: index.items.filter((item) => item.sealed),
    entries: entries.filter(Boolean),
  }
}

/** The association's names and time zone, as last seen; asked for when not yet in that language. */
export async function site(lang) {
  const seen = await kairan.state.get("site")
  return seen?.names[lang] ? seen : ((await circulars()) ?? seen)
}

/** Whether this phone holds keys, so that the index may have more for it than the page. */
export const mayUnseal = async () => (await kairan.database.all("keys")).length > 0
