// Switching notifications on and off, and saying plainly why that may be impossible.
import { device, refresh } from "./household.js"
import { t } from "./i18n.js"
import { onChange } from "./page.js"
import { current, isSupported, subscribe, unsubscribe } from "./subscription.js"
import { reason, showVariant } from "./variants.js"

const section = document.querySelector("[data-notifications]")
const state = section.querySelector("[data-notifications-state]")

const isIos = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1)
const isInstalled = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone

async function variant() {
  if (isIos() && !isInstalled()) return "ios"
  if (!isSupported()) return "unsupported"
  if (!(await device())) return "not-joined"
  if (Notification.permission === "denied") return "blocked"
  return Notification.permission === "granted" && (await current()) ? "on" : "off"
}

const show = async () => showVariant(section, await variant())

const explained = (error) => {
  if (error.status !== undefined) return reason(error)
  if (error.name !== "TimeoutError") return t("This browser refused: {why}", { why: error.message })
  return t("The notification service of this browser does not answer. Please try again later.")
}

async function enable() {
  // Permission first: it must follow the tap without anything in between.
  if ((await Notification.requestPermission()) !== "granted") return
  const key = (await kairan.state.get("pushKey")) ?? (await refresh())?.push.key
  if (!key) throw Object.assign(new Error("No key"), { status: 0 })
  await subscribe(key)
}

const tapped = (work, meanwhile) => async () => {
  state.textContent = meanwhile
  try {
    await work()
    state.textContent = ""
  } catch (error) {
    state.textContent = explained(error)
  }
  await show()
}

/** Makes the section work. */
export async function notifications() {
  const [on, off] = ["enable", "disable"].map((name) => section.querySelector(`[data-${name}]`))
  on.addEventListener("click", tapped(enable, t("Switching on …")))
  off.addEventListener("click", tapped(unsubscribe, t("Switching off …")))
  onChange((what) => what === "household" && show())
  await show()
}
