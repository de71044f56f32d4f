import { deliver } from "./delivery.js"
import { start } from "./frame.js"
import { t } from "./i18n.js"
import { moment } from "./moments.js"
import { lang, onChange } from "./page.js"
import { inLanguage, part, slot } from "./parts.js"
import { personCard } from "./safety-person.js"

const STANDING = "safety"
const checksPlace = document.querySelector("[data-checks]")

async function report(...entries) {
  await kairan.outbox.add(entries)
  await deliver()
}

/** The section of a check; once made it stays, so that a word half written is not lost. */
function sectionFor(check, people) {
  const name = [check.id, ...people.map(({ id }) => id)].join(" ")
  const there = [...checksPlace.children].find(({ dataset }) => dataset.check === name)
  if (there) return there
  const section = part("check")
  section.dataset.check = name
  const cards = people.map((person) => personCard(check.id, person, report))
  slot(section, "people").replaceChildren(...cards)
  slot(section, "drill").hidden = !check.drill
  const [title] = check.title ? inLanguage(check.title, lang) : [t("Report at any time")]
  slot(section, "title").textContent = check.drill ? t("[DRILL] {title}", { title }) : title
  slot(section, "about").textContent = check.started_at
    ? t("Asked {when}. One touch sends; you can change it at any time.", {
        when: moment(new Date(check.started_at)),
      })
    : t(
        "No check is open at the moment. If something has happened, you can still report. One touch sends.",
      )
  const everyone = slot(section, "everyone")
  everyone.hidden = people.length < 2
  const safe = { item: check.id, kind: "safety", value: { state: "safe" } }
  everyone.addEventListener("click", () =>
    report(...people.map(({ id }) => ({ ...safe, person: id }))),
  )
  return section
}

/** The checks that are open; when none is, the standing one. */
async function openChecks() {
  const open = (await kairan.state.get("checks")) ?? []
  return open.length ? open : [{ id: STANDING }]
}

async function show() {
  const device = await kairan.state.get("device")
  if (!device) return checksPlace.replaceChildren()
  const known = device.people?.length
  const people = known ? device.people : [{ id: null, label: t("My whole household") }]
  const sections = (await openChecks()).map((check) => sectionFor(check, people))
  const same = sections.length === checksPlace.children.length
  if (!same || sections.some((section) => section.parentNode !== checksPlace)) {
    checksPlace.replaceChildren(...sections)
  }
  for (const card of checksPlace.querySelectorAll(".person")) await card.update()
}

start(async () => {
  onChange(show)
  await show()
})
