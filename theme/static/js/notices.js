const notices = document.querySelector("[data-notices]")

const element = (tag, properties) => Object.assign(document.createElement(tag), properties)

/** Shows a note of that name above the page's text; null takes it away. */
export function notice(name, text, { link, label, urgent = false } = {}) {
  const there = notices.querySelector(`[data-notice="${name}"]`)
  // One that says the same already is not said again to those who hear the page.
  if (there && text && there.firstChild.textContent === text) return
  there?.remove()
  if (!text) return
  const note = element("div", { className: urgent ? "notice notice-attention" : "notice" })
  note.dataset.notice = name
  note.append(element("p", { textContent: text }))
  if (link) note.append(element("a", { className: "notice-link", href: link, textContent: label }))
  notices[urgent ? "prepend" : "append"](note)
}
