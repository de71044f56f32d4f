// The browser's push subscription, and the daemon knowing it.
import { lang } from "./page.js"

const PATIENCE = 20_000

const bytes = (key) => kairan.sealed.bytes(key)
const manager = async () => (await navigator.serviceWorker.ready).pushManager
const send = (subscription) =>
  kairan.daemon.call("PUT", "v1/subscription", { ...subscription.toJSON(), language: lang })

/** Whether this browser can be pushed to at all, as far as it tells. */
export const isSupported = () =>
  "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis

/** The subscription this browser has, or null. */
export const current = async () => (await manager()).getSubscription()

/** Fails with TimeoutError when the promise is not settled in time. */
const inTime = (promise) =>
  Promise.race([
    promise,
    new Promise((resolve, reject) => {
      const late = () =>
        reject(new DOMException("The push service does not answer", "TimeoutError"))
      setTimeout(late, PATIENCE)
    }),
  ])

const isFor = (subscription, key) => {
  const used = new Uint8Array(subscription.options.applicationServerKey ?? [])
  return String(used) === String(bytes(key))
}

/** The subscription for the daemon's key; one for an older key is given up for it. */
async function subscriptionFor(key) {
  const there = await current()
  if (there && isFor(there, key)) return there
  await there?.unsubscribe()
  const options = { userVisibleOnly: true, applicationServerKey: bytes(key) }
  return (await manager()).subscribe(options)
}

/** Subscribes and tells the daemon. Chromium without a push service never settles subscribe(). */
export async function subscribe(key) {
  await send(await inTime(subscriptionFor(key)))
}

/** Ends the subscription here; the daemon is told when it can be reached. */
export async function unsubscribe() {
  await (await current())?.unsubscribe()
  await kairan.daemon.call("DELETE", "v1/subscription")
}

/** Sends the subscription again, as push services and daemons lose them. */
export async function renew() {
  const key = await kairan.state.get("pushKey")
  if (!key || !isSupported() || !(await current())) return
  try {
    await subscribe(key)
  } catch (error) {
    if (error.status === undefined) throw error // the daemon is told at the next opening
  }
}
