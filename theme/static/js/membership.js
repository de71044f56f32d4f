// Becoming a household's phone, and ceasing to be one.
import { imported, putKeys } from "./household.js"

const { settled, write } = kairan.database

/** Exchanges a card's code for a device; nothing is kept before keep(). */
export const askToJoin = (code) => kairan.daemon.call("POST", "v1/join", { code })

/** Joins as what askToJoin() gave. */
export async function keep({ device: token, household, people = [], organization, keys }) {
  const held = await imported(keys)
  await write(["state", "keys", "answers"], async (state, store, answers) => {
    const before = await settled(state.get("device"))
    if (before?.household.id !== household.id) answers.clear()
    state.put({ token, household, people, organization }, "device")
    state.delete("revoked")
    putKeys(store, held)
  })
  navigator.storage?.persist?.() // some browsers ask the person; joining does not wait for that
  kairan.announce("household")
}

/** Forgets the household: device, keys, answers, outbox and sealed copies. */
export async function leave() {
  await kairan.daemon.call("DELETE", "v1/subscription").catch(() => null) // it ends there with 410
  const worker = await navigator.serviceWorker?.getRegistration()
  await (await worker?.pushManager?.getSubscription())?.unsubscribe()
  await write(["state", "keys", "answers", "outbox"], (state, ...stores) => {
    for (const key of ["device", "revoked", "checks", "pushKey", "kept"]) state.delete(key)
    for (const store of stores) store.clear()
  })
  const seen = await caches.open(`${kairan.name}:seen`)
  const sealed = new URL("sealed/", kairan.root).href
  const copies = (await seen.keys()).filter(({ url }) => url.startsWith(sealed))
  await Promise.all(copies.map((request) => seen.delete(request)))
  kairan.announce("household")
}
