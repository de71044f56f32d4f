// One person's four choices in one check.
import { showState } from "./answer-state.js"
import { t } from "./i18n.js"
import { placeNow } from "./place-consent.js"
import { part, slot } from "./parts.js"
import { answerFor } from "./records.js"

/**
 * A card for person {id, label} (id null: the whole household) in the check of that id. report()
 * takes the entry to keep and deliver. The card has update(), which shows what was reported.
 */
export function personCard(check, { id: person, label }, report) {
  const card = part("person")
  const name = slot(card, "name")
  name.textContent = label
  name.id = `person-${check}-${person}`
  card.setAttribute("aria-labelledby", name.id)
  const states = [...card.querySelectorAll(".state")]
  const note = slot(card, "note")
  slot(card, "note-label").htmlFor = note.id = `note-${check}-${person}`
  const placeButton = slot(card, "place")
  let place = null
  let shown = null

  const say = (state) =>
    report({
      item: check,
      kind: "safety",
      person,
      value: {
        state,
        ...(note.value.trim() && { note: note.value.trim() }),
        ...(place && { place }),
      },
    })

  async function togglePlace() {
    const told = slot(card, "place-state")
    if (place) {
      place = null
      told.textContent = t("The place is not added.")
    } else {
      told.textContent = t("Looking for the place …")
      try {
        place = await placeNow()
        told.textContent = t("The place is added, to about {n} m.", { n: place.accuracy })
      } catch (error) {
        told.textContent = error.message
      }
    }
    placeButton.setAttribute("aria-pressed", Boolean(place))
    placeButton.textContent = place ? t("Take the place out") : t("Add where I am now")
  }

  async function update() {
    const answer = await answerFor(check, person)
    const said = answer?.value.state
    for (const button of states) button.setAttribute("aria-pressed", button.value === said)
    showState(slot(card, "state"), answer)
    slot(card, "more").hidden = !answer
    slot(card, "rescue").hidden = said !== "rescue"
    if (answer && answer.id !== shown) note.value = answer.value.note ?? ""
    shown = answer?.id
  }

  for (const button of states) button.addEventListener("click", () => say(button.value))
  placeButton.addEventListener("click", togglePlace)
  slot(card, "again").addEventListener("click", () => {
    const pressed = states.find((button) => button.getAttribute("aria-pressed") === "true")
    say(pressed.value)
  })
  return Object.assign(card, { update, say })
}
