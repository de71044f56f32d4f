// Opening a circular: the stamp here, a receipt to the association.
import { answerFor, isAnswered, markFor, markOpened } from "./records.js"
import { slot } from "./parts.js"
import { stamp } from "./stamp.js"

/** Notes that the article is open now, and queues the receipt of a phone that has joined. */
export async function opened(article) {
  const { item, digest } = article.dataset
  const mark = await markOpened(item, digest, new Date())
  await showStamp(article)
  const device = await kairan.state.get("device")
  if (!device || mark.received === device.household.id) return
  const { deliver } = await import("./delivery.js")
  const waiting = await kairan.outbox.waiting()
  if (waiting.some((entry) => entry.kind === "receipt" && entry.item === item)) return
  await kairan.outbox.add([{ item, kind: "receipt", value: {} }])
  await deliver()
}

/** Shows the stamp of an article that has been opened. */
export async function showStamp(article) {
  const { item } = article.dataset
  const [opened, answer] = await Promise.all([markFor(item), answerFor(item)])
  stamp(slot(article, "stamp"), {
    opened: opened?.at,
    answered: isAnswered(answer) ? answer.at : null,
  })
}
