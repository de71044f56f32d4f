import { t } from "./i18n.js"
import { stampDay } from "./moments.js"

/** Puts the household's stamp: answered, else opened, else the empty place for it. */
export function stamp(place, { opened, answered }) {
  const when = answered ?? opened
  const words = answered ? t("Answered") : opened ? t("Read") : t("Unread")
  const lines = [
    Object.assign(document.createElement("span"), { className: "stamp-word", textContent: words }),
  ]
  if (when) {
    lines.push(
      Object.assign(document.createElement("span"), {
        className: "stamp-date",
        textContent: stampDay(new Date(when)),
      }),
    )
  }
  place.replaceChildren(...lines)
  place.classList.toggle("stamp-made", Boolean(when))
}
