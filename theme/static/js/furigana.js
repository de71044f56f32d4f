// The switch above a circular that shows or hides the readings of its kanji.
import { remember } from "./remembered.js"

const page = document.documentElement

/** Whether readings are shown: as chosen, else as base.css has it for the page's language. */
export const furiganaShown = () =>
  page.dataset.furigana ? page.dataset.furigana === "shown" : page.lang === "ja-x-easy"

/** Lets an article's switch work. */
export function furiganaSwitch(article) {
  const button = article.querySelector("[data-furigana-switch]")
  const tell = () => button.setAttribute("aria-pressed", furiganaShown())
  button.addEventListener("click", () => {
    globalThis.applyAppearance(remember({ furigana: furiganaShown() ? "hidden" : "shown" }))
    tell()
  })
  tell()
}
