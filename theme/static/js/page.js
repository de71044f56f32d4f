import "./shared/place.js"
import "./shared/database.js"
import "./shared/sealed.js"

const { dataset } = document.documentElement

/** The language of this page. */
export const lang = dataset.lang
/** The folder of this language, the site's root and the theme's files, as URLs. */
export const home = new URL(dataset.home, location.href)
export const root = kairan.root
export const assets = new URL(dataset.assets, root)

/** Runs react("answers" or "household") whenever a tab or the worker has changed what is kept. */
export function onChange(react) {
  new BroadcastChannel(kairan.name).addEventListener("message", ({ data }) => react(data))
}

// Without a database nothing that is said could be kept: the page is then as without JavaScript.
try {
  await kairan.database.open()
} catch (error) {
  document.documentElement.classList.remove("js")
  document.querySelector("[data-no-storage]").hidden = false
  throw error
}
