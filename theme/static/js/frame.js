// What every page does besides its own matter.
import { site } from "./circulars.js"
import { readTexts, t } from "./i18n.js"
import { lately, readTimeZone } from "./moments.js"
import { notice } from "./notices.js"
import { home, lang, onChange, root, tag } from "./page.js"
import { inLanguage, say, wordsOf } from "./parts.js"
import { remember, remembered } from "./remembered.js"

const { dataset } = document.documentElement

/** Lets the worker know where the daemon is and which language is read here. */
async function tellWorker() {
  await kairan.state.set(
    "daemons",
    kairan.daemons.map((url) => new URL(url, root).href),
  )
  const chosen = await noteLanguage()
  const workers = navigator.serviceWorker
  if (!workers) return
  const missed = !workers.controller
  if (missed) await noteMissed()
  await workers.register(new URL("sw.js", root), { scope: root.pathname })
  const { active } = await workers.ready
  if (dataset.page === "index" || missed || chosen) active.postMessage({ keep: lang })
}

/** Notes the language read here, which a look at the original does not change; whether it is new. */
async function noteLanguage() {
  if ((remembered().language ?? tag) !== tag) return false
  const before = await kairan.state.get("language")
  await kairan.state.set("language", lang)
  return Boolean(before) && before !== lang
}

/** Notes a page that came before the worker did: it has not seen it, and is to keep it too. */
async function noteMissed() {
  const missed = (await kairan.state.get("missed")) ?? []
  await kairan.state.set("missed", [...missed, location.href])
}

async function nameBoard() {
  const name = document.querySelector("[data-site-name]")
  if (!name || dataset.site) return
  const seen = await site(lang)
  if (seen) say(name, ...inLanguage(seen.names, lang))
}

function tellAge() {
  if (dataset.copy === undefined) return
  const when = dataset.copy && lately(new Date(dataset.copy))
  notice(
    "copy",
    when
      ? t("No connection. This is the copy kept on {when}.", { when })
      : t("No connection. This is the copy kept on this phone."),
  )
}

function rememberLanguage() {
  document.addEventListener("click", ({ target }) => {
    const { language } = target.closest("a[data-language]")?.dataset ?? {}
    if (language) remember({ language })
  })
}

/** Lets the page look as the database has it: joined or not. */
async function showJoined() {
  const joined = Boolean(await kairan.state.get("device"))
  globalThis.applyAppearance(remember({ joined }))
  return joined
}

/** Keeps what an association's own page says of it, for the pages that name none. */
async function noteSite() {
  const { site: organization, timeZone: timezone } = dataset
  if (!organization) return
  const { names, ...known } = (await kairan.state.get("site")) ?? {}
  const name = wordsOf(document.querySelector(".board-name")).trim()
  await kairan.state.set("site", {
    ...known,
    organization,
    timezone,
    names: { ...names, [lang]: name },
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
  onChange((what) => what === "household" && showJoined())
  if (document.readyState === "complete") tellWorker()
  else addEventListener("load", tellWorker)
  noteSite()
  nameBoard()
  if (await showJoined()) (await import("./joined.js")).start(home)
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
  document.documentElement.classList.add("ready")
}
