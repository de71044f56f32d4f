import { t } from "./i18n.js"
import { lately, moment } from "./moments.js"

const words = {
  waiting: () => t("Kept on this phone only (not sent yet)"),
  stored: (when) => t("Received {when}", { when }),
  superseded: () => t("A newer answer of your household counts"),
  late: (when) =>
    t("Received {when}, after the deadline. It is not counted; the officers see it.", { when }),
  rejected: (when, { message = "", hint = "" } = {}) =>
    t("Not accepted: {why}", { why: `${message} ${hint}`.trim() }),
}
const states = { stored: "delivered", superseded: "delivered" }

/** Where an answer stands in words; undefined = none was given. */
export function stateOf(answer) {
  if (!answer) return t("Not answered yet")
  if (answer.source === "proxy")
    return t("Entered for you by your association, {when}", {
      when: lately(new Date(answer.received_at)),
    })
  const { status, received_at: received, error } = answer
  return words[status](received && lately(new Date(received)), error)
}

/** Shows where an answer stands; says so to those who hear the page, once a change. */
export function showState(place, answer, closed) {
  const shut = closed ? t("Closed since {when}.", { when: moment(closed) }) : ""
  const text = `${stateOf(answer)}${shut && ` ${shut}`}`
  place.dataset.state = answer ? (states[answer.status] ?? answer.status) : "missing"
  if (place.textContent !== text) place.textContent = text
}
