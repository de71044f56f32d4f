// Size of letters and colours, remembered on this phone for this association. A script of its own,
// because it waits for nothing.
import "./shared/place.js"

const section = document.querySelector("[data-choices]")
const kept = () => JSON.parse(localStorage.getItem(kairan.name)) ?? {}

for (const field of section.querySelectorAll("input")) {
  const { size = "normal", scheme = "auto" } = kept()
  field.checked = { size, scheme }[field.name] === field.value
}

section.addEventListener("change", ({ target: { name, value } }) => {
  const chosen = { ...kept(), [name]: value }
  localStorage.setItem(kairan.name, JSON.stringify(chosen))
  globalThis.applyAppearance(chosen)
})
