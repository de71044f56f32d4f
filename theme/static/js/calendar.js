import { circulars } from "./circulars.js"
import { start } from "./frame.js"
import { collectedOn } from "./garbage.js"
import { t } from "./i18n.js"
import { addMissing, markAll } from "./listing.js"
import { isoDay, month, shortDay, weekday } from "./moments.js"
import { isOver } from "./order.js"
import { lang, onChange } from "./page.js"
import { inLanguage, part, say, slot } from "./parts.js"

const DAY = 86_400_000
const months = document.querySelector("[data-months]")
const past = document.querySelector("[data-past]")

function sayGarbage(calendars, now) {
  for (const place of document.querySelectorAll("[data-garbage-day]")) {
    const ahead = Number(place.dataset.garbageDay)
    const date = new Date(+now + ahead * DAY)
    const names = collectedOn(isoDay(date), calendars).map(({ name }) => inLanguage(name, lang)[0])
    place.textContent = names.join(t(", ")) || t("Nothing is collected")
    document.querySelector(`[data-garbage-date="${ahead}"]`).textContent =
      `${shortDay(date)} ${weekday(date)}`
  }
}

function monthOf(starts) {
  const id = isoDay(starts).slice(0, 7)
  const sections = [...months.children]
  const there = sections.find(({ dataset }) => dataset.month === id)
  if (there) return there
  const section = part("month")
  section.dataset.month = id
  const title = slot(section, "month")
  say(title, month(starts))
  section.setAttribute("aria-labelledby", (title.id = `month-${id}`))
  months.insertBefore(section, sections.find(({ dataset }) => dataset.month > id) ?? null)
  return section
}

/** Puts an unsealed event among the others of its month, by its beginning. */
function place(node, { starts }) {
  const when = new Date(starts)
  slot(node, "day-number").textContent = Number(isoDay(when).slice(8))
  const list = monthOf(when).querySelector("ol")
  const later = [...list.children].find(({ dataset }) => new Date(dataset.starts) > when)
  list.insertBefore(node, later ?? null)
}

async function show() {
  const now = new Date()
  for (const { node, item } of await markAll(+now)) {
    if (!isOver(item, +now) || past.contains(node)) continue
    past.querySelector("[data-past-list]").prepend(node)
    past.hidden = false
  }
  for (const section of months.children) section.hidden = !section.querySelector("[data-entry]")
  document.querySelector("[data-empty]").hidden = Boolean(months.querySelector("[data-entry]"))
}

async function refresh() {
  const index = await circulars()
  if (!index) return
  if (document.querySelector("[data-garbage]")) sayGarbage(index.calendars, new Date())
  const events = index.entries.filter(({ starts }) => starts)
  addMissing(events, place)
  await show()
}

start(async () => {
  onChange((what) => (what === "answers" ? show() : refresh()))
  document.addEventListener("visibilitychange", () => document.hidden || refresh())
  await show()
  await refresh()
})
