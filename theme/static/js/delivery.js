// When the outbox is delivered: at opening, coming online, coming back, and again after a failure.
import { refresh } from "./household.js"

const FIRST = 5_000
const LONGEST = 300_000
let wait = FIRST
let timer = null

/** The next wait after a failure: twice as long, a little by chance, never under what was asked. */
const nextWait = (error) => {
  const asked = (error.retryAfter || 0) * 1000
  wait = Math.min(wait * 2, LONGEST)
  return Math.max(asked, wait * (0.75 + Math.random() / 2))
}

/** Delivers what waits, now and with growing pauses until it is done; false after a failure. */
export async function deliver() {
  clearTimeout(timer)
  try {
    const results = await kairan.outbox.deliver()
    wait = FIRST
    if (results.some(({ status }) => ["superseded", "duplicate"].includes(status))) await refresh()
    return true
  } catch (error) {
    if (error.status === undefined) throw error
    if (error.status !== 401) timer = setTimeout(deliver, nextWait(error))
    return false
  }
}

const soon = () => {
  wait = FIRST
  return deliver()
}

/** Begins to watch for moments to deliver. */
export function deliverWhenPossible() {
  addEventListener("online", soon)
  document.addEventListener("visibilitychange", () => document.hidden || soon())
  return soon()
}
