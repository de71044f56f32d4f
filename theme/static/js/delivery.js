// Delivering the outbox, and again after a failure, while the page is open.
import { refresh } from "./household.js"
import "./shared/ulid.js"
import "./shared/outbox.js"

const FIRST = 5_000
const LONGEST = 300_000
let wait = FIRST
let timer = null

/** The next pause after a failure: twice as long, a little by chance, never under what was asked. */
function nextPause({ retryAfter = 0 }) {
  const pause = Math.max(retryAfter * 1000, wait * (0.75 + Math.random() / 2))
  wait = Math.min(wait * 2, LONGEST)
  return pause
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
    if (error.status !== 401) timer = setTimeout(deliver, nextPause(error))
    return false
  }
}

/** As deliver(), when something has changed for the better: the pauses begin anew. */
export function deliverNow() {
  wait = FIRST
  return deliver()
}
