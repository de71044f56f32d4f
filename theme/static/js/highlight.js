// The sentence that is being read aloud, marked and in view.

const NAME = "aloud"
// How much of the screen's height is free of the bars above and below, and where a sentence comes to.
const [FREE_FROM, FREE_TO, COMES_TO] = [0.2, 0.75, 0.3]

/** Marks a sentence and unmarks the one before; null unmarks. The page's elements stay as they are. */
export function highlight(sentence) {
  if (CSS.highlights) {
    if (sentence) CSS.highlights.set(NAME, new Highlight(sentence.range))
    else CSS.highlights.delete(NAME)
    return
  }
  document.querySelector(".aloud-block")?.classList.remove("aloud-block")
  sentence?.block.classList.add("aloud-block")
}

/** Brings a sentence into view unless it is, without movement for those who want none. */
export function bringIntoView({ range, block }) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  const behavior = still ? "instant" : "smooth"
  // A cell may also be out of view sideways.
  if (block.matches("td, th")) block.scrollIntoView({ block: "nearest", inline: "nearest", behavior })
  const { top, bottom } = range.getBoundingClientRect()
  if (top >= innerHeight * FREE_FROM && bottom <= innerHeight * FREE_TO) return
  scrollBy({ top: top - innerHeight * COMES_TO, behavior })
}
