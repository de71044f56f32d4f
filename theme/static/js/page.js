// No module here awaits at its top level: WebKit loses importers of one that does
// (https://bugs.webkit.org/show_bug.cgi?id=242740). frame.js start() waits for all that must be there.
import "./shared/place.js"
import "./shared/database.js"
import "./shared/sealed.js"

const { dataset } = document.documentElement

/** The language of this page as folders and texts name it, and its BCP 47 tag. */
export const lang = dataset.lang
export const tag = document.documentElement.lang
/** The folder of this language, the site's root and the theme's files, as URLs. */
export const home = new URL(dataset.home, location.href)
export const root = kairan.root
export const assets = new URL(dataset.assets, root)

/** Runs react(what) whenever a page or the worker has announced a change, see shared/place.js. */
export function onChange(react) {
  new BroadcastChannel(kairan.name).addEventListener("message", ({ data }) => react(data))
}
