// How many come: two large buttons around a number, asked only of those who come.

/** Makes the stepper of a form work, if it has one. */
export function stepping(form) {
  const steps = form.querySelector("[data-headcount]")
  if (!steps) return
  const field = steps.querySelector("input")
  const coming = () => {
    const declined = form.querySelector('[data-question="attend"] [value="no"]:checked')
    steps.hidden = steps.disabled = Boolean(declined)
  }
  coming()
  if ("ready" in steps.dataset) return
  steps.dataset.ready = ""
  form.addEventListener("change", coming)
  steps.addEventListener("click", ({ target }) => {
    const step = Number(target.closest("[data-step]")?.dataset.step)
    if (!step) return
    field.value = Math.min(Math.max(Number(field.value) + step, field.min), field.max)
    field.dispatchEvent(new Event("input", { bubbles: true }))
  })
}
