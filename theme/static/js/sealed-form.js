// The answer form of a sealed circular, put together from the page's patterns.
import { t } from "./i18n.js"
import { lang } from "./page.js"
import { inLanguage, part, say, slot } from "./parts.js"

function choiceFor(question, { id, label }) {
  const node = part("choice")
  const field = node.querySelector("input")
  Object.assign(field, {
    type: question.multiple ? "checkbox" : "radio",
    name: `choice:${question.id}`,
    value: id,
  })
  say(slot(node, "label"), ...inLanguage(label, lang))
  return node
}

function choicesFor(question) {
  const node = part("choices")
  node.dataset.question = question.id
  say(slot(node, "legend"), ...inLanguage(question.label, lang))
  slot(node, "several").hidden = !question.multiple
  slot(node, "choices").replaceChildren(
    ...question.choices.map((choice) => choiceFor(question, choice)),
  )
  return node
}

function wordsFor(question) {
  const node = part("words")
  const label = slot(node, "legend")
  const field = node.querySelector("textarea")
  say(label, ...inLanguage(question.label, lang))
  label.htmlFor = field.id = `text-${question.id}`
  field.name = `text:${question.id}`
  return node
}

function headcountFor(most) {
  const node = part("headcount")
  slot(node, "most").textContent = t("At most {n}", { n: most })
  node.querySelector("input").max = most
  return node
}

/** Fills a form with what FORM asks. */
export function buildForm(form, { questions, headcount, comment }) {
  const pieces = questions.map((question) =>
    question.choices.length ? choicesFor(question) : wordsFor(question),
  )
  if (headcount) pieces.push(headcountFor(headcount))
  if (comment) pieces.push(part("comment"))
  form.querySelector("[data-questions]").replaceChildren(...pieces)
}
