// Size of letters, furigana and colours. A script of its own, because it waits for nothing.
import { furiganaShown } from "./furigana.js"
import { remember, remembered } from "./remembered.js"

const section = document.querySelector("[data-choices]")
const { size = "normal", scheme = "auto" } = remembered()
const furigana = furiganaShown() ? "shown" : "hidden"

for (const field of section.querySelectorAll("input")) {
  field.checked = { size, furigana, scheme }[field.name] === field.value
}

section.addEventListener("change", ({ target: { name, value } }) => {
  globalThis.applyAppearance(remember({ [name]: value }))
})
