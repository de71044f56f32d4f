"use strict"
// Runs before the first paint, so that nothing flashes or jumps: size and colours, whether this phone
// has joined, and the language.
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

  /** Applies {size, scheme, joined} to the page. */
  globalThis.applyAppearance = ({ size = "normal", scheme = "auto", joined = false }) => {
    page.dataset.size = size
    page.classList.toggle("joined", joined)
    const media = {
      light: "not all",
      dark: "screen",
      auto: "screen and (prefers-color-scheme: dark)",
    }
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
