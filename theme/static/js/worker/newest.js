"use strict"
// The newest circulars are kept before anybody opens them, so that a blackout finds them here.
{
  const NEWEST = 30
  const SMALL = 300_000
  const AT_ONCE = 4
  const { copies, sealed, state } = kairan

  /** Keeps the newest items, the standing pages, and their small pictures, in a language. */
  async function keep(language) {
    await keepMissed()
    if (navigator.connection?.saveData) return
    const response = await fetch(new URL("index.json", kairan.root), { cache: "no-cache" })
    if (!response.ok) return
    await copies.keep("index.json", response.clone())
    await keepShell(language)
    const { items } = await response.json()
    const wanted = chosen(await Promise.all(items.map((item) => work(item, language))))
    const known = (await state.get("kept")) ?? {}
    const kept = {}
    const queue = wanted.values()
    const hands = Array.from({ length: AT_ONCE }, async () => {
      for (const { name, digest, fetchAll } of queue) {
        if (known[name] === digest || (await fetchAll())) kept[name] = digest
      }
    })
    await Promise.all(hands)
    await state.set("kept", { ...known, ...kept })
  }

  /** Keeps the pages that were opened before this worker was there. */
  async function keepMissed() {
    const missed = new Set(await state.get("missed"))
    for (const url of missed) if (await fetchPage(url)) missed.delete(url)
    await state.set("missed", [...missed])
  }

  async function keepShell(language) {
    for (const place of kairan.release.shell[language] ?? []) {
      if (!(await copies.find(place))) await copies.fetchAndKeep(place)
    }
  }

  const chosen = (works) => {
    const readable = works.filter(Boolean)
    const pages = readable.filter(({ kind }) => kind === "page")
    return new Set([...readable.slice(0, NEWEST), ...pages.slice(0, NEWEST)])
  }

  function work(item, language) {
    if (item.sealed) return sealedWork(item)
    const url = language === "ja" ? item.url : `${language}/${item.url}`
    return {
      name: url,
      kind: item.kind,
      digest: item.digest,
      fetchAll: () => fetchPage(url),
    }
  }

  async function sealedWork(item) {
    const n = await sealed.opening(item)
    if (n < 0) return null
    const entry = await sealed.entry(item)
    if (!entry) return null
    const { kind, digest } = entry
    return { name: item.sealed, kind, digest, fetchAll: () => fetchSealed(item, n) }
  }

  /** Whether the page is kept now; what fails is tried again next time. */
  async function fetchPage(url) {
    const place = new URL(url, kairan.root)
    const response = await fetch(place, { cache: "no-cache" }).catch(() => null)
    if (!response?.ok) return false
    await copies.keep(place.href, response.clone())
    const html = await response.text()
    for (const [, source] of html.matchAll(/<img[^>]* src="([^"]+)"/g)) {
      await fetchSmall(new URL(source, place).href)
    }
    return true
  }

  async function fetchSealed(item, n) {
    const place = sealed.place(item, n)
    const response = await fetch(place, { cache: "no-cache" }).catch(() => null)
    if (!response?.ok) return false
    await copies.keep(place.href, response.clone())
    const { html } = await sealed.body(item, n, await response.arrayBuffer())
    for (const [, source] of Object.values(html)
      .join("")
      .matchAll(/ data-sealed="([^"]+)"/g)) {
      await fetchSmall(new URL(source, kairan.root).href)
    }
    return true
  }

  async function fetchSmall(url) {
    if (!url.startsWith(kairan.root.href) || (await copies.find(url))) return
    const response = await fetch(url).catch(() => null)
    const size = Number(response?.headers.get("Content-Length"))
    if (response?.ok && size && size <= SMALL) await copies.keep(url, response)
    else await response?.body?.cancel()
  }

  kairan.newest = { keep }
}
