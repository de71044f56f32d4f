// What this phone is joined as, and what the daemon knows of its household.
import "./page.js"
import "./shared/daemon.js"

const { settled, write } = kairan.database
const USAGES = ["decrypt"]

/** The keys of a reply as [identifier, CryptoKey]; no script can read them out again. */
export const imported = (keys) =>
  Promise.all(
    Object.entries(keys).map(async ([id, text]) => {
      const raw = kairan.sealed.bytes(text)
      return [id, await crypto.subtle.importKey("raw", raw, "AES-GCM", false, USAGES)]
    }),
  )

/** Replaces the keys this phone holds. */
export const putKeys = (store, keys) => {
  store.clear()
  for (const [id, key] of keys) store.put(key, id)
}

/** {token, household, people, organization}, or undefined when this phone has not joined. */
export const device = () => kairan.state.get("device")

/** Asks the daemon for the household's state; the reply, or null when it could not be asked. */
export async function refresh() {
  let me
  try {
    me = await kairan.daemon.call("GET", "v1/me")
  } catch (error) {
    if (error.status === undefined) throw error
    if (error.status === 401) await kairan.state.set("revoked", true)
    return null
  }
  const held = await imported(me.keys)
  const changed = await write(
    ["state", "keys", "answers", "marks"],
    async (state, store, answers, marks) => {
      const known = await settled(state.get("device"))
      if (!known) return "household" // left meanwhile
      const before = await settled(store.getAllKeys())
      state.put({ ...known, household: me.household, people: me.people ?? [] }, "device")
      state.put(me.safety, "checks")
      state.put(me.push?.key, "pushKey")
      state.delete("revoked")
      putKeys(store, held)
      for (const answer of me.answers) await merge(answers, answer)
      for (const item of me.receipts) {
        const mark = await settled(marks.get(item))
        if (mark) marks.put({ ...mark, received: me.household.id })
      }
      return String(before) === String(held.map(([id]) => id).sort()) ? "answers" : "household"
    },
  )
  kairan.announce(changed)
  return me
}

/** The daemon's word replaces ours, unless ours is newer and still on its way. */
async function merge(answers, answer) {
  const person = answer.person ?? ""
  const own = await settled(answers.get([answer.item, person]))
  const ahead = own && ["waiting", "rejected"].includes(own.status) && own.at > answer.at
  if (!ahead) answers.put({ ...answer, person })
}
