"use strict"
// Runs before the first paint: the size and colours a resident chose here, and the language.
{
  const page = document.documentElement
  const root = new URL(page.dataset.root, location.href)
  const choices = (() => {
    try {
      return JSON.parse(localStorage.getItem(`kairan:${root.pathname}`)) ?? {}
    } catch {
      return {} // nothing may be kept in this browser, or nothing legible is
    }
  })()

  /** Applies {size, scheme} to the page. */
  globalThis.applyAppearance = ({ size = "normal", scheme = "auto" }) => {
    page.dataset.size = size
    const media = { light: "not all", dark: "screen", auto: "screen and (prefers-color-scheme: dark)" }
    document.getElementById("dark").media = media[scheme]
  }

  page.classList.add("js")
  globalThis.applyAppearance(choices)

  // Whoever comes from elsewhere (a card, a neighbour's link) is led to the language chosen before.
  const own = document.querySelector(`link[rel="alternate"][hreflang="${choices.language}"]`)
  if (own && !document.referrer.startsWith(root.href)) {
    location.replace(new URL(own.getAttribute("href") + location.hash, location.href))
  }
}
