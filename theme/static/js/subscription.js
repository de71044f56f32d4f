// The browser's push subscription, and the daemon knowing it.
import { lang } from "./page.js"

const PATIENCE = 20_000

const bytes = (key) => kairan.sealed.bytes(key)
const manager = async () => (await navigator.serviceWorker.ready).pushManager
const send = (subscription) => kairan.daemon.call(
  "PUT", "v1/subscription", { ...subscription.toJSON(), language: lang },
)

/** Whether this browser can be pushed to at all, as far as it tells. */
export const isSupported = () =>
  "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis

/** The subscription this browser has, or null. */
export const current = async () => (await manager()).getSubscription()

/** Fails with TimeoutError when the promise is not settled in time. */
const inTime = (promise) => Promise.race([promise, new Promise((resolve, reject) => {
  const late = () => reject(new DOMException("The push service does not answer", "TimeoutError"))
  setTimeout(late, PATIENCE)
})])

// Chromium without a push service never settles subscribe().
const create = async (key) => inTime((await manager()).subscribe({
  userVisibleOnly: true, applicationServerKey: bytes(key),
}))

/** Subscribes with the daemon's key and tells the daemon. */
export async function subscribe(key) {
  await send(await current() ?? await create(key))
}

/** Ends the subscription here; the daemon is told when it can be reached. */
export async function unsubscribe() {
  await (await current())?.unsubscribe()
  await kairan.daemon.call("DELETE", "v1/subscription")
}

const isFor = (subscription, key) => {
  const used = new Uint8Array(subscription.options.applicationServerKey ?? [])
  return String(used) === String(bytes(key))
}

/** Sends the subscription again, as push services and daemons lose them; made anew for a new key. */
export async function renew() {
  if (!isSupported()) return
  const key = await kairan.state.get("pushKey")
  let subscription = await current()
  if (!subscription || !key) return
  if (!isFor(subscription, key)) {
    await subscription.unsubscribe()
    subscription = await create(key)
  }
  await send(subscription).catch((error) => { if (error.status === undefined) throw error })
}
