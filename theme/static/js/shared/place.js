"use strict"
// Where this association lives. Everything kept in the browser carries its name, because several
// associations may share one origin. The worker learns daemons and language from the database.
{
  const page = "document" in globalThis ? document.documentElement.dataset : null
  const root = page ? new URL(page.root, location.href) : new URL(registration.scope)

  const name = `kairan:${root.pathname}`
  const channel = new BroadcastChannel(name)

  globalThis.kairan = {
    root,
    name,
    /** Tells the pages and the worker what changed: "answers", "household" or "push". */
    announce: (what) => channel.postMessage(what),
    daemons: page?.daemons.split(" "),
    language: page?.lang,
  }
}
