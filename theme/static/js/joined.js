// What every page does on a phone that has joined.
import { refresh } from "./household.js"
import { t } from "./i18n.js"
import { notice } from "./notices.js"
import { onChange } from "./page.js"
import { inLanguage } from "./parts.js"
import { isAnswered } from "./records.js"

const { all } = kairan.database
const { page, lang } = document.documentElement.dataset
const OFTEN = 60_000
let asked = 0

async function tellRevoked(home) {
  const revoked = await kairan.state.get("revoked")
  const text = t("This phone must join again with the card. What waits to be sent is kept.")
  notice("revoked", revoked ? text : null, {
    link: new URL("settings.html#join", home),
    label: t("Join with the code"),
    urgent: true,
  })
}

/** The open checks nobody of this household has reported to yet stand above every page. */
async function tellChecks(home) {
  if (page === "safety") return
  const checks = (await kairan.state.get("checks")) ?? []
  const reported = new Set((await all("answers")).filter(isAnswered).map(({ item }) => item))
  for (const { dataset } of document.querySelectorAll('[data-notice^="check-"]')) {
    if (!checks.some(({ id }) => dataset.notice === `check-${id}`)) notice(dataset.notice, null)
  }
  for (const { id, title, drill } of checks) {
    const [words] = inLanguage(title, lang)
    const text = drill ? t("[DRILL] {title}", { title: words }) : words
    notice(`check-${id}`, reported.has(id) ? null : text, {
      link: new URL("safety.html", home),
      label: t("Report your safety"),
      urgent: true,
    })
  }
}

/** Delivers what waits; a page where nothing waits does not even load what that takes. */
async function deliver() {
  if (!(await all("outbox")).length) return
  const { deliverNow } = await import("./delivery.js")
  await deliverNow()
}

/** Asks the daemon for news of the household unless it has just been asked. */
async function ask(now = Date.now()) {
  if (now - asked < OFTEN) return
  asked = now
  if (!(await refresh()) || globalThis.Notification?.permission !== "granted") return
  const { renew } = await import("./subscription.js")
  await renew()
}

/** Delivers and asks for news: now, when the network comes back, when the person comes back. */
export async function start(home) {
  const tell = () => Promise.all([tellRevoked(home), tellChecks(home)])
  const wake = () => document.hidden || Promise.all([deliver(), ask()])
  onChange((what) => (what === "push" ? refresh() : tell()))
  addEventListener("online", wake)
  document.addEventListener("visibilitychange", wake)
  await tell()
  await deliver()
  await ask()
}
