/** Shows of a section only the part data-variant="name"; the part. */
export function showVariant(section, name) {
  for (const part of section.querySelectorAll("[data-variant]")) {
    part.hidden = part.dataset.variant !== name
  }
  return section.querySelector(`[data-variant="${name}"]`)
}

/** What a daemon's refusal, or its silence, says to a person. */
export const reason = ({ status, message, hint }, unreachable) =>
  status ? [message, hint].filter(Boolean).join(" ") : unreachable
