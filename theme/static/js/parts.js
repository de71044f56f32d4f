/** A copy of the pattern <template data-part="name">. */
export const part = (name) =>
  document.querySelector(`template[data-part="${name}"]`).content.firstElementChild.cloneNode(true)

/** The element of that name inside node (data-slot="name"), or node itself. */
export const slot = (node, name) =>
  node.dataset.slot === name ? node : node.querySelector(`[data-slot="${name}"]`)

/** Shows text in an element, hides the element when there is none; lang when it is another. */
export function say(element, text, lang) {
  element.textContent = text ?? ""
  element.hidden = !text
  if (lang && lang !== document.documentElement.dataset.lang) element.lang = lang
  else element.removeAttribute("lang")
}

/** The words of an element without the readings above them. */
export function wordsOf(element) {
  const bare = element.cloneNode(true)
  for (const reading of bare.querySelectorAll("rt, rp")) reading.remove()
  return bare.textContent
}

/** The text of {ja, en, …} in a language and the language it is in; Japanese when there is none. */
export const inLanguage = (texts, lang) => (texts[lang] ? [texts[lang], lang] : [texts.ja, "ja"])
