// An answer's value, {choices, texts, headcount, comment}, out of a form and back into one.

/** The value the form holds now; what was not said is left out. */
export function readValue(form) {
  const value = { choices: {}, texts: {} }
  for (const [name, said] of new FormData(form)) {
    const [kind, question] = name.split(/:(.*)/s)
    const text = said.trim()
    if (kind === "choice") (value.choices[question] ??= []).push(said)
    else if (kind === "text" && text) value.texts[question] = text
    else if (kind === "comment" && text) value.comment = text
    else if (kind === "headcount" && text) value.headcount = Number(text)
  }
  return value
}

/** Puts a value into the form. */
export function writeValue(form, { choices = {}, texts = {}, headcount, comment }) {
  for (const field of form.elements) {
    const [kind, question] = field.name.split(/:(.*)/s)
    if (kind === "choice") field.checked = (choices[question] ?? []).includes(field.value)
    else if (kind === "text") field.value = texts[question] ?? ""
    else if (kind === "comment") field.value = comment ?? ""
    else if (kind === "headcount" && headcount) field.value = headcount
  }
}

/** The first choice that must be made and is not, or undefined. */
export const unanswered = (form) =>
  [...form.querySelectorAll("[data-question]")].find((question) => {
    const one = question.querySelector('input[type="radio"]')
    return one && !question.querySelector(":checked")
  })

/** Whether nothing at all is said. */
export const isEmpty = ({ choices, texts, comment }) =>
  !Object.keys(choices).length && !Object.keys(texts).length && !comment
