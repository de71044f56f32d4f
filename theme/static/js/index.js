import { circulars, mayUnseal } from "./circulars.js"
import { start } from "./frame.js"
import { tn } from "./i18n.js"
import { addMissing, arrange, markAll } from "./listing.js"
import { onChange } from "./page.js"

const list = document.querySelector('[data-list="circulars"] ol')
const count = document.querySelector("[data-count]")
const sealedNote = document.querySelector("[data-sealed-note]")

async function show() {
  const now = Date.now()
  // Moving a line takes the focus from it; give it back.
  const focused = document.activeElement
  const unanswered = arrange(await markAll(now), now)
  if (focused?.isConnected && focused !== document.activeElement)
    focused.focus({ preventScroll: true })
  const words = unanswered ? tn("{n} to answer", "{n} to answer", unanswered) : ""
  if (count.textContent !== words) count.textContent = words
  await navigator.setAppBadge?.(unanswered).catch(() => null) // not every app may carry a number
}

// Who has not joined sees all there is for them in the page itself: the index is not fetched.
async function refresh() {
  if (!(await kairan.state.get("device"))) return show()
  const index = await circulars()
  if (!index) return
  addMissing(index.entries, (node) => list.append(node))
  if (sealedNote)
    sealedNote.hidden = index.sealed.length === 0 || index.entries.length === index.items.length
  await show()
}

start(async () => {
  onChange((what) => (what === "answers" ? show() : refresh()))
  document.addEventListener("visibilitychange", () => document.hidden || show())
  await show()
  if (await mayUnseal()) await refresh()
})
