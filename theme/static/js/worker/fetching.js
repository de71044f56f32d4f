"use strict"
// Pages from the network if it is quick, else from what was seen; what is named by its bytes from
// what was seen at once.
{
  const PATIENCE = 3_000
  const FOREIGN = ["/v1/", "/console", "/healthz", "/openapi.json"]
  const FILES = new URL("files/", kairan.root).href
  const { copies } = kairan

  /** Whether a request is for this site's own files: never the daemon's, never half a file. */
  function ours(request) {
    const { origin, pathname } = new URL(request.url)
    return (
      request.method === "GET" &&
      !request.headers.has("Range") &&
      origin === kairan.root.origin &&
      pathname.startsWith(kairan.root.pathname) &&
      !FOREIGN.some((place) => pathname.startsWith(place))
    )
  }

  function respond(event) {
    const { url } = event.request
    const named = copies.isAsset(url) || url.startsWith(FILES)
    return named ? keptFirst(event) : networkFirst(event)
  }

  async function keptFirst(event) {
    const { url } = event.request
    const copy = await copies.find(url)
    if (copy) return copy
    const response = await fetchAndKeep(event).catch(() => null)
    return response?.ok ? response : ((await copies.twin(url)) ?? response ?? Response.error())
  }

  async function fetchAndKeep(event, options) {
    const { request } = event
    const response = await fetch(request, options)
    if (response.status === 200) event.waitUntil(copies.keep(request.url, response.clone()))
    return response
  }

  async function networkFirst(event) {
    const network = fetchAndKeep(event, { cache: "no-cache" })
    // Whoever is late still renews the copy; a failure is answered below.
    const late = network.catch(() => null)
    event.waitUntil(late)
    const quick = await Promise.race([late, pause(PATIENCE)])
    if (quick && quick.status < 500) return quick
    const copy = await copies.find(event.request.url)
    if (copy) return event.request.mode === "navigate" ? dated(copy) : copy
    return (await late) ?? excuse(event.request)
  }

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

  /** A kept page that says on its root element since when it is kept, so that it can tell. */
  async function dated(copy) {
    const since = new Date(copy.headers.get("Date") ?? NaN)
    const mark = isNaN(since) ? "" : since.toISOString()
    const html = await copy.text()
    return new Response(html.replace("<html", `<html data-copy="${mark}"`), {
      headers: { "Content-Type": "text/html; charset=utf-8" },
    })
  }

  /** The offline page of the language asked for, else of the one read here, at the address asked for. */
  async function excuse({ mode, url }) {
    if (mode !== "navigate") return Response.error()
    const place = url.slice(kairan.root.href.length).split(/[?#]/)[0]
    const [folder] = place.split("/")
    const read = await kairan.state.get("language")
    const languages = folder in kairan.release.shell ? [folder, read] : [read]
    const homes = languages.map((language) => (!language || language === "ja" ? "" : `${language}/`))
    for (const home of [...homes, ""]) {
      const copy = await copies.find(`${home}offline.html`)
      if (copy) return elsewhere(copy, "../".repeat(depth(place)) + home)
    }
    return Response.error()
  }

  const depth = (place) => place.split("/").length - 1

  /** A page that stands elsewhere than in its own folder, to which all it links to is led. */
  async function elsewhere(copy, folder) {
    const html = await copy.text()
    const led = html.replace(/ (href|src|data-root|data-home)="(?![a-z]+:|[/#])/g, `$&${folder}`)
    return new Response(led, { headers: { "Content-Type": "text/html; charset=utf-8" } })
  }

  kairan.fetching = { ours, respond }
}
