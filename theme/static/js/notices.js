const notices = document.querySelector("[data-notices]")

/** Shows a note of that name above the page's text, once; null takes it away. */
export function notice(name, text, { link, label, urgent = false } = {}) {
  notices.querySelector(`[data-notice="${name}"]`)?.remove()
  if (!text) return
  const note = document.createElement("div")
  note.dataset.notice = name
  note.className = urgent ? "notice notice-attention" : "notice"
  note.append(Object.assign(document.createElement("p"), { textContent: text }))
  if (link) {
    note.append(Object.assign(document.createElement("a"), {
      className: "notice-link", href: link, textContent: label,
    }))
  }
  notices[urgent ? "prepend" : "append"](note)
}
