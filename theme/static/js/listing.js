import { entryFor, mark } from "./entry.js"
import { facts } from "./facts.js"
import { comparison, listOf, needsAnswer } from "./order.js"
import { answers, isAnswered, marks } from "./records.js"

const entries = () => [...document.querySelectorAll("[data-entry]")]

/** Adds the entries the page was built without, unsealed ones among them. */
export function addMissing(items, place) {
  const shown = new Set(entries().map(({ dataset }) => dataset.entry))
  for (const item of items) if (!shown.has(item.id)) place(entryFor(item), item)
}

/** Marks every line with what this phone knows; the lines with their facts and whether answered. */
export async function markAll(now) {
  const [opened, given] = await Promise.all([marks(), answers()])
  return entries().map((node) => {
    const answer = given.get(node.dataset.entry)
    const answered = isAnswered(answer)
    mark(node, { opened: opened.get(node.dataset.entry), answer, answered, now })
    return { node, answered, item: facts(node) }
  })
}

/** Puts each line into its list, in order; the number of those still to be answered. */
export function arrange(lines, now) {
  for (const section of document.querySelectorAll("[data-list]")) {
    const { list } = section.dataset
    const compare = comparison(list, now)
    const here = lines
      .filter(({ item, answered }) => listOf(item, answered, now) === list)
      .sort((one, other) => compare(one.item, other.item))
    section.querySelector("ol").replaceChildren(...here.map(({ node }) => node))
    section.hidden = !here.length && list !== "circulars"
    const empty = section.querySelector("[data-empty]")
    if (empty) empty.hidden = here.length > 0
  }
  return lines.filter(({ item, answered }) => needsAnswer(item, answered, now)).length
}
