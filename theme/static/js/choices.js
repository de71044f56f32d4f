// Size of letters and colours. A script of its own, because it waits for nothing.
import { remember, remembered } from "./remembered.js"

const section = document.querySelector("[data-choices]")
const { size = "normal", scheme = "auto" } = remembered()

for (const field of section.querySelectorAll("input")) {
  field.checked = { size, scheme }[field.name] === field.value
}

section.addEventListener("change", ({ target: { name, value } }) => {
  globalThis.applyAppearance(remember({ [name]: value }))
})
