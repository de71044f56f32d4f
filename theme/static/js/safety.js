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

/** The sections of a check, once made, stay: a word half written is not lost. */
function sectionFor(check, people) {
  const there = [...checksPlace.children].find(({ dataset }) => dataset.check === check.id)
  if (there) return there
  const section = part("check")
  section.dataset.check = check.id
  const cards = people.map((person) => personCard(check.id, person, report))
  slot(section, "people").replaceChildren(...cards)
  slot(section, "drill").hidden = !check.drill
  const [title] = check.title ? inLanguage(check.title, lang) : [t("Report at any time")]
  slot(section, "title").textContent = check.drill ? t("[DRILL] {title}", { title }) : title
  slot(section, "about").textContent = check.started_at
    ? t("Asked {when}. One touch sends; you can change it at any time.", { when: moment(new Date(check.started_at)) })
    : t("No check is open at the moment. If something has happened, you can still report. One touch sends.")
  const everyone = slot(section, "everyone")
  everyone.hidden = people.length < 2
  everyone.addEventListener("click", () => report(...people.map(({ id }) => (
    { item: check.id, kind: "safety", person: id, value: { state: "safe" } }
  ))))
  return section
}

async function show() {
  const device = await kairan.state.get("device")
  if (!device) return checksPlace.replaceChildren()
  const open = await kairan.state.get("checks") ?? []
  const people = device.people?.length ? device.people : [{ id: null, label: t("My whole household") }]
  const sections = (open.length ? open : [{ id: STANDING }]).map((check) => sectionFor(check, people))
  if (sections.some((section, n) => section !== checksPlace.children[n])
    || sections.length !== checksPlace.children.length) checksPlace.replaceChildren(...sections)
  for (const card of checksPlace.querySelectorAll(".person")) await card.update()
}

start(async () => {
  onChange(show)
  await show()
})
