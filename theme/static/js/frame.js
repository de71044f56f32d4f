// What every page does besides its own matter.
import { site } from "./circulars.js"
import { readTexts, t } from "./i18n.js"
import { lately, readTimeZone } from "./moments.js"
import { notice } from "./notices.js"
import { home, lang, root } from "./page.js"
import { inLanguage, say } from "./parts.js"

const { dataset } = document.documentElement

/** Lets the worker know where the daemon is and which language is read here. */
async function tellWorker() {
  await kairan.state.set("daemons", kairan.daemons.map((url) => new URL(url, root).href))
  await kairan.state.set("language", lang)
  const workers = navigator.serviceWorker
  if (!workers) return
  await workers.register(new URL("sw.js", root), { scope: root.pathname })
  const { active } = await workers.ready
  if (dataset.page === "index" || !workers.controller) active.postMessage({ keep: lang })
}

async function nameBoard() {
  const name = document.querySelector("[data-site-name]")
  const seen = name && await site()
  if (seen) say(name, ...inLanguage(seen.names, lang))
}

function tellAge() {
  if (dataset.copy === undefined) return
  const when = dataset.copy && lately(new Date(dataset.copy))
  notice("copy", when ? t("No connection. This is the copy kept on {when}.", { when })
    : t("No connection. This is the copy kept on this phone."))
}

function rememberLanguage() {
  const key = `kairan:${root.pathname}`
  document.addEventListener("click", ({ target }) => {
    const chosen = target.closest("a[hreflang]")?.hreflang
    if (!chosen) return
    localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), language: chosen }))
  })
}

/** Carries a fragment, such as a card's code or a sealed circular's name, into another language. */
function carryFragment() {
  for (const link of document.querySelectorAll("a[hreflang]")) link.hash = location.hash
}

async function everyPage() {
  tellAge()
  rememberLanguage()
  carryFragment()
  addEventListener("hashchange", carryFragment)
  if (document.readyState === "complete") tellWorker()
  else addEventListener("load", tellWorker)
  nameBoard()
  if (await kairan.state.get("device")) (await import("./joined.js")).start(home)
}

/** Starts a page: its own matter is main(), once texts and database are there. */
export async function start(main) {
  try {
    await kairan.database.open()
  } catch (error) {
    // Nothing that is said could be kept: the page is then as without JavaScript.
    document.documentElement.classList.remove("js")
    document.querySelector("[data-no-storage]").hidden = false
    throw error
  }
  await Promise.all([readTexts(), readTimeZone()])
  everyPage()
  await main()
}
