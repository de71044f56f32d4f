"use strict"
// What the household has said and the daemon has not yet stored. An entry leaves only when the
// daemon has answered for it by its id, or when a person throws it away.
{
  const TAG = "outbox"
  const BATCH = 100
  const SOON = 24 * 60 * 60 * 1000
  const MALFORMED = [400, 413, 422]
  const { all, settled, write } = kairan.database

  /** Keeps {item, kind, value, person?} for delivery; the entries with their id and moment. */
  async function add(entries, now = new Date()) {
    const { household } = await kairan.state.get("device")
    const made = entries.map((entry) => ({
      person: null,
      ...entry,
      id: kairan.ulid(+now),
      at: now.toISOString(),
      household: household.id,
    }))
    await write(["outbox", "answers"], (outbox, answers) => {
      for (const entry of made) {
        outbox.put(entry)
        if (entry.kind === "receipt") continue
        answers.put({ ...entry, person: entry.person ?? "", status: "waiting" })
      }
    })
    kairan.announce("answers")
    await askForSync()
    return made
  }

  async function askForSync() {
    const worker = globalThis.registration ?? (await navigator.serviceWorker?.getRegistration())
    // Where Background Sync is missing or refused, the open page delivers.
    await worker?.sync?.register(TAG).catch(() => null)
  }

  async function waiting() {
    const device = await kairan.state.get("device")
    const entries = await all("outbox")
    return entries.filter(({ household, error }) => !error && household === device?.household.id)
  }

  /** The results of all that waits, delivered; one tab or worker at a time where locks exist. */
  function deliver() {
    const locks = globalThis.navigator?.locks
    return locks ? locks.request(`${kairan.name}:outbox`, deliverAll) : deliverAll()
  }

  async function deliverAll() {
    const delivered = []
    for (;;) {
      const tried = new Set(delivered.map(({ id }) => id))
      const batch = (await waiting()).filter(({ id }) => !tried.has(id)).slice(0, BATCH)
      if (!batch.length) return delivered
      const results = await send(batch)
      await settle(batch, results)
      kairan.announce("answers")
      delivered.push(...results)
    }
  }

  async function send(batch) {
    const answers = batch.map(({ household, ...answer }) => answer)
    try {
      const { results } = await kairan.daemon.call("POST", "v1/answers", { answers })
      const asked = new Set(batch.map(({ id }) => id))
      if (!results.some(({ id }) => asked.has(id))) throw new TypeError("No entry was answered for")
      return results
    } catch (error) {
      if (error.status === 401) await lostMembership()
      if (!MALFORMED.includes(error.status)) throw error
      // One malformed entry must not hold back the others: halve until it stands alone.
      if (batch.length === 1) return [{ id: batch[0].id, status: "rejected", error: plain(error) }]
      const half = batch.length >> 1
      return [...(await send(batch.slice(0, half))), ...(await send(batch.slice(half)))]
    }
  }

  async function lostMembership() {
    await kairan.state.set("revoked", true)
    kairan.announce("answers")
  }

  const plain = ({ code, message, hint }) => ({ code, message, hint })

  // A circular may be readable before the daemon has taken it in: its answer goes on waiting.
  const isEarly = (entry, { error }) =>
    error?.code === "answer.unknown-item" && Date.now() - Date.parse(entry.at) < SOON

  function settle(batch, results) {
    const entries = new Map(batch.map((entry) => [entry.id, entry]))
    return write(["outbox", "answers", "marks"], async (outbox, answers, marks) => {
      for (const result of results) {
        const entry = entries.get(result.id)
        if (!entry) continue
        const refused = result.status === "rejected"
        if (refused && isEarly(entry, result)) continue
        // A refused receipt is made anew when its page is opened again; other words are kept.
        if (refused && entry.kind !== "receipt") outbox.put({ ...entry, error: result.error ?? {} })
        else outbox.delete(entry.id)
        if (entry.kind === "receipt") {
          const mark = await settled(marks.get(entry.item))
          if (mark && !refused) marks.put({ ...mark, received: entry.household })
        } else {
          const answer = await settled(answers.get([entry.item, entry.person ?? ""]))
          if (answer?.id === entry.id) answers.put(outcome(answer, result))
        }
      }
    })
  }

  const outcome = (answer, { status, at, error }) => ({
    ...answer,
    received_at: at,
    error,
    status: status === "duplicate" ? "stored" : status,
  })

  /** Lets a refused entry be sent once more. */
  const retry = async (id) => {
    await write(["outbox", "answers"], async (outbox, answers) => {
      const { error, ...entry } = await settled(outbox.get(id))
      outbox.put(entry)
      const answer = await settled(answers.get([entry.item, entry.person ?? ""]))
      if (answer?.id === id) answers.put({ ...answer, status: "waiting" })
    })
    kairan.announce("answers")
  }

  /** Throws an entry away, because a person said so. */
  const discard = async (id) => {
    await write(["outbox"], (outbox) => settled(outbox.delete(id)))
    kairan.announce("answers")
  }

  kairan.outbox = { TAG, add, deliver, discard, retry, waiting }
}
