// The answer form of a circular: what was answered, whether it arrived, and changing it in time.
import { isEmpty, readValue, unanswered, writeValue } from "./answer-value.js"
import { showState } from "./answer-state.js"
import { deliver } from "./delivery.js"
import { t } from "./i18n.js"
import { answerUntil } from "./order.js"
import { facts } from "./facts.js"
import { onChange } from "./page.js"
import { wordsOf } from "./parts.js"
import { showStamp } from "./reading.js"
import { answerFor } from "./records.js"
import { stepping } from "./stepper.js"

const LONGEST_TIMER = 2 ** 31 - 1

/** Makes the answer form of an article work. */
export async function answering(article) {
  const { item, kind } = article.dataset
  const section = article.querySelector("[data-answer]")
  const find = (name) => section.querySelector(`[${name}]`)
  const form = find("data-answer-form")
  const problem = find("data-problem")
  const submit = find("data-submit")
  const until = answerUntil(facts(article))
  let shown = null

  async function show() {
    const answer = await answerFor(item)
    const closed = until < Date.now()
    section.classList.toggle("closed", closed)
    find("data-questions").disabled = closed
    submit.hidden = closed
    submit.textContent = answer ? t("Change the answer") : t("Send this answer")
    showState(find("data-answer-state"), answer, closed && new Date(until))
    // What a person is just writing is not overwritten by what was said before.
    if (answer && answer.id !== shown) writeValue(form, answer.value)
    shown = answer?.id
    stepping(form)
  }

  async function send(event) {
    event.preventDefault()
    // A survey may be answered in part; who comes and what is handed in may not be left open.
    const missing = kind !== "survey" && unanswered(form)
    const value = readValue(form)
    if (missing) {
      const question = wordsOf(missing.querySelector("legend"))
      problem.textContent = t("Please choose: {question}", { question })
      return missing.querySelector("input").focus()
    }
    problem.textContent = isEmpty(value) ? t("Nothing is filled in yet.") : ""
    if (isEmpty(value)) return
    if (!form.reportValidity()) return
    const [{ id }] = await kairan.outbox.add([{ item, kind, value }])
    shown = id
    await show()
    find("data-answer-state").scrollIntoView({ block: "nearest" })
    await deliver()
  }

  form.addEventListener("submit", send)
  form.addEventListener("input", () => {
    problem.textContent = ""
  })
  onChange(async () => {
    await show()
    await showStamp(article)
  })
  const open = until - Date.now()
  if (open > 0 && open < LONGEST_TIMER) setTimeout(show, open + 1)
  await show()
  form.classList.add("ready")
}
