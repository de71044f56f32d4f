// What waits to be sent, or was refused.
import { circulars } from "./circulars.js"
import { deliver } from "./delivery.js"
import { device } from "./household.js"
import { t, tn } from "./i18n.js"
import { lately } from "./moments.js"
import { lang, onChange } from "./page.js"
import { inLanguage, part, say, slot } from "./parts.js"

const section = document.querySelector("[data-waiting]")
const queue = section.querySelector("[data-queue]")
const state = section.querySelector("[data-waiting-state]")
const sendNow = section.querySelector("[data-send-now]")
let titles = new Map()

async function readTitles() {
  const index = await circulars()
  titles = new Map(index?.entries.map(({ id, title }) => [id, title]))
}

function line({ id, item, kind, at, error, household }, own) {
  const node = part("waiting")
  const title = titles.get(item)
  const name = kind === "safety" ? [t("Safety report")] : title ? inLanguage(title, lang) : [item]
  say(slot(node, "title"), ...name)
  const made = t("Made {when}", { when: lately(new Date(at)) })
  const why = error
    ? t("Not accepted: {why}", { why: `${error.message ?? ""} ${error.hint ?? ""}`.trim() })
    : household === own
      ? t("Waits to be sent")
      : t("Made for another household; it is not sent.")
  say(slot(node, "state"), `${made}. ${why}`)
  slot(node, "refused").hidden = !error && household === own
  slot(node, "again").hidden = !error
  slot(node, "again").addEventListener("click", () => kairan.outbox.retry(id).then(deliver))
  slot(node, "discard").addEventListener("click", () => kairan.outbox.discard(id))
  return node
}

async function show() {
  const entries = await kairan.database.all("outbox")
  const own = (await device())?.household.id
  const shown = entries.filter(({ kind, error }) => kind !== "receipt" || error)
  queue.replaceChildren(...shown.map((entry) => line(entry, own)))
  const receipts = entries.length - shown.length
  const marks = receipts
    ? tn("{n} read mark waits to be sent.", "{n} read marks wait to be sent.", receipts)
    : ""
  state.textContent = entries.length ? marks : t("Nothing. Everything has been received.")
  sendNow.hidden = !entries.some(({ error }) => !error)
}

async function send() {
  state.textContent = t("Sending …")
  const done = await deliver()
  await show()
  if (!done)
    state.textContent = t(
      "The association cannot be reached at the moment. It is kept here and sent by itself.",
    )
}

/** Makes the section work. */
export async function waiting() {
  sendNow.addEventListener("click", send)
  onChange(show)
  await show()
  if (queue.children.length) readTitles().then(show)
}
