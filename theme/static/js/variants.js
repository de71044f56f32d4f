import { t } from "./i18n.js"

/** Shows of a section only the part data-variant="name"; the part. */
export function showVariant(section, name) {
  for (const part of section.querySelectorAll("[data-variant]")) {
    part.hidden = part.dataset.variant !== name
  }
  return section.querySelector(`[data-variant="${name}"]`)
}

/** What the daemon's refusal, or its silence, says to a person. */
export function reason({ status, message, hint }) {
  if (status) return [message, hint].filter(Boolean).join(" ")
  return t(
    "The association cannot be reached at the moment. Please try again when there is a signal.",
  )
}
