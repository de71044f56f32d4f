// Joining with the card's code, confirming the household, and leaving.
import { device, refresh } from "./household.js"
import { t, tn } from "./i18n.js"
import { askToJoin, keep, leave } from "./membership.js"
import { onChange } from "./page.js"
import { say, slot } from "./parts.js"
import { reason, showVariant } from "./variants.js"

const section = document.querySelector("[data-joining]")
const find = (name) => section.querySelector(`[${name}]`)
const state = find("data-join-state")
const problem = find("data-join-problem")
const codeField = section.querySelector("[name=code]")
const PENDING = "joining"

/** What follows #join= in the address, "" when nothing does. */
const codeInAddress = () => new URLSearchParams(location.hash.slice(1)).get("join") ?? ""
const forgetAddress = () => history.replaceState(null, "", location.pathname + location.search)

function sayHousehold(part, { household: { label, unit } }) {
  const card = part.querySelector("[data-household]")
  say(slot(card, "name"), label)
  say(slot(card, "unit"), unit)
  return card
}

async function show() {
  const joined = await device()
  const pending = await kairan.state.get(PENDING)
  const revoked = await kairan.state.get("revoked")
  if (pending) return sayHousehold(showVariant(section, "confirming"), pending)
  if (!joined || revoked) return showVariant(section, "asking")
  find("data-other-card").hidden = !codeInAddress()
  return sayHousehold(showVariant(section, "joined"), joined)
}

async function ask(code) {
  if (state.textContent === t("Asking …")) return // a second tap
  problem.textContent = ""
  state.textContent = t("Asking …")
  try {
    const answer = await askToJoin(code)
    if (answer.organization !== document.documentElement.dataset.site) {
      problem.textContent = t(
        "This card belongs to another association. Open the address printed on it.",
      )
    } else {
      // Kept until confirmed, so that a reload does not join once more.
      await kairan.state.set(PENDING, answer)
    }
  } catch (error) {
    if (error.status === undefined) throw error
    problem.textContent = reason(error)
  } finally {
    state.textContent = ""
  }
  const part = await show()
  if (problem.textContent) codeField.focus()
  else part.focus()
}

async function confirm() {
  const answer = await kairan.state.get(PENDING)
  await keep(answer)
  await kairan.state.set(PENDING, null)
  forgetAddress()
  const card = await show()
  state.textContent = t("This phone has joined.")
  card.focus()
  const { deliver } = await import("./delivery.js")
  await deliver()
  await refresh()
}

async function refuse() {
  await kairan.state.set(PENDING, null)
  forgetAddress()
  await show()
  state.textContent = t("This phone has not joined. Please compare the code with your card.")
  codeField.focus()
}

async function beforeLeaving() {
  const part = showVariant(section, "leaving")
  const waiting = (await kairan.outbox.waiting()).filter(({ kind }) => kind !== "receipt").length
  find("data-leaving-waiting").textContent = waiting
    ? tn(
        "{n} answer has not been sent yet and would be lost.",
        "{n} answers have not been sent yet and would be lost.",
        waiting,
      )
    : ""
  part.querySelector("[tabindex]").focus()
}

async function leaveNow() {
  await leave()
  await show()
  state.textContent = t("This phone has left.")
}

/** Makes the section work, and begins at once when a card's code is in the address. */
export async function joining() {
  find("data-join-form").addEventListener("submit", (event) => {
    event.preventDefault()
    const code = codeField.value.trim()
    if (code) ask(code)
    else problem.textContent = t("Please type the code on the card.")
  })
  const taps = { confirm, refuse, leave: beforeLeaving, "leave-now": leaveNow, stay: show }
  for (const [name, react] of Object.entries(taps)) {
    find(`data-${name}`).addEventListener("click", react)
  }
  onChange((what) => what === "household" && show())
  addEventListener("hashchange", begin)
  await begin()
}

async function begin() {
  const code = codeInAddress()
  if (code) codeField.value = code
  await show()
  if (code && !(await device()) && !(await kairan.state.get(PENDING))) await ask(code)
}
