"use strict"
// Where this association lives. Everything kept in the browser carries its name, because several
// associations may share one origin. The worker learns daemons and language from the database.
{
  const page = "document" in globalThis ? document.documentElement.dataset : null
  const root = page ? new URL(page.root, location.href) : new URL(registration.scope)

  globalThis.kairan = {
    root,
    name: `kairan:${root.pathname}`,
    daemons: page?.daemons.split(" "),
    language: page?.lang,
  }
}
