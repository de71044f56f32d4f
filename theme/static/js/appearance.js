"use strict"
// Runs before the first paint, so that nothing flashes or jumps: size and colours, furigana, whether
// this phone has joined, and the language.
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

  /** Applies {size, scheme, furigana, joined} to the page. Who chose no furigana has what base.css says. */
  globalThis.applyAppearance = ({ size = "normal", scheme = "auto", furigana, joined = false }) => {
    page.dataset.size = size
    if (furigana) page.dataset.furigana = furigana
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

  // Whoever comes from elsewhere (the home screen, a card, a neighbour's link) is led to the same page
  // in the language chosen before. The page that excuses a missing one stays at the address asked for.
  const { language = page.lang } = choices
  const own = document.querySelector(`link[rel="alternate"][hreflang="${CSS.escape(language)}"]`)
  const led = own && language !== page.lang && page.dataset.page !== "offline"
  if (led && !document.referrer.startsWith(root.href)) {
    location.replace(new URL(own.getAttribute("href") + location.hash, location.href))
  }
}
