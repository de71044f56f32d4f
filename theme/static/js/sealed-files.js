// Pictures and attachments of a sealed circular, opened on this phone.
import { t } from "./i18n.js"
import { notice } from "./notices.js"
import { root } from "./page.js"
import { part, say, slot, wordsOf } from "./parts.js"

// A file opened in the page's own origin must not be able to run anything.
const SAFE = /^(application\/pdf|text\/plain|image\/(png|jpeg|gif|webp|avif))$/

/** A blob: address of the unsealed file; null when there is neither network nor copy. */
async function opened(key, url, type) {
  const response = await fetch(new URL(url, root)).catch(() => null)
  if (!response?.ok) return null
  const data = await kairan.sealed.file(key, await response.arrayBuffer())
  return URL.createObjectURL(
    new Blob([data], { type: SAFE.test(type) ? type : "application/octet-stream" }),
  )
}

async function save(key, { url, type, name }) {
  const href = await opened(key, url, type)
  notice("file", href ? null : t("No connection, and no copy is kept on this phone."))
  if (!href) return
  const link = Object.assign(document.createElement("a"), { href, download: name })
  document.body.append(link)
  link.click()
  link.remove()
}

/** Shows the pictures in the text and lets its links to files open them. */
export async function openInText(prose, key) {
  for (const link of prose.querySelectorAll("a[data-sealed]")) {
    const { sealed, type } = link.dataset
    link.addEventListener("click", async (event) => {
      event.preventDefault()
      await save(key, { url: sealed, type, name: wordsOf(link) })
    })
  }
  await Promise.all(
    [...prose.querySelectorAll("img[data-sealed]")].map(async (image) => {
      const source = await opened(key, image.dataset.sealed, image.dataset.type)
      if (source) image.src = source // else its words stand for it
    }),
  )
}

const size = (bytes) =>
  bytes >= 1_000_000
    ? `${(bytes / 1_000_000).toFixed(1)} MB`
    : `${Math.max(1, Math.floor(bytes / 1000))} KB`

/** A line for an attachment; touched, it is unsealed and saved. */
export function attachmentFor(file, key) {
  const node = part("attachment")
  say(slot(node, "name"), file.name)
  say(slot(node, "size"), size(file.size))
  const button = node.querySelector(".attachment")
  button.addEventListener("click", () => save(key, file))
  slot(node, "words").hidden = !file.text
  slot(node, "text").textContent = file.text ?? ""
  return node
}
