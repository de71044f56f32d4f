"use strict"
// What this association keeps in Cache Storage: the theme's files of one version, and every page
// and file that has been seen.
{
  const { assets, shell } = kairan.release
  const SEEN = `${kairan.name}:seen`
  const THEME = `${kairan.name}:${assets}`
  const ASSETS = new URL(assets, kairan.root).href
  const ANY_ASSETS = new URL("assets/", kairan.root).href

  const isAsset = (url) => url.startsWith(ANY_ASSETS)
  const cacheOf = (url) => caches.open(url.startsWith(ASSETS) ? THEME : SEEN)

  /** The address a copy is kept under: no search, no fragment, a folder as its index page. */
  function address(url) {
    const place = new URL(url, kairan.root)
    place.search = place.hash = ""
    if (place.pathname.endsWith("/")) place.pathname += "index.html"
    return place.href
  }

  const match = async (url) => (await cacheOf(url)).match(url, { ignoreVary: true })

  /** The kept copy, or undefined. */
  const find = (url) => match(address(url))

  /** Today's file for one of another theme: pages kept from before ask for files that are gone. */
  const twin = (url) =>
    isAsset(url) ? match(ASSETS + url.slice(ANY_ASSETS.length).replace(/^[^/]+\//, "")) : undefined

  async function keep(url, response) {
    const place = address(url)
    if (response.status !== 200 || (isAsset(place) && !place.startsWith(ASSETS))) return
    const cache = await cacheOf(place)
    try {
      await cache.put(place, unredirected(response))
    } catch (error) {
      // A full phone keeps what it has and goes on reading from the network.
      if (error.name !== "QuotaExceededError") throw error
    }
  }

  // A response that came by a redirect must not answer a navigation.
  const unredirected = (response) =>
    response.redirected ? new Response(response.body, { headers: response.headers }) : response

  async function fetchAndKeep(url) {
    const response = await fetch(url, { cache: "no-cache" })
    if (!response.ok) throw new TypeError(`${response.status} for ${url}`)
    await keep(url, response)
  }

  /** Fetches the shell in Japanese, the source of all, and in the language in use. */
  async function install() {
    const language = await kairan.state.get("language")
    const wanted = new Set([...shell.common, ...shell.ja, ...(shell[language] ?? [])])
    await Promise.all(
      [...wanted].map(async (place) => {
        const url = new URL(place, kairan.root).href
        if (!isAsset(url) || !(await match(url))) await fetchAndKeep(url)
      }),
    )
  }

  /** Removes this association's caches of earlier themes, and nobody else's. */
  async function forgetOld() {
    const names = await caches.keys()
    const old = names
      .filter((name) => name.startsWith(`${kairan.name}:`))
      .filter((name) => name !== SEEN && name !== THEME)
    await Promise.all(old.map((name) => caches.delete(name)))
  }

  kairan.copies = { fetchAndKeep, find, forgetOld, install, isAsset, keep, twin }
}
