import { t } from "./i18n.js"
import { wordsOf } from "./parts.js"

/** Names the boxes in which wide tables scroll, by the heading above, for those who hear the page. */
export function labelTables(article) {
  let above = article.querySelector("h1")
  for (const node of article.querySelectorAll("h2, h3, h4, .table")) {
    if (!node.matches(".table")) {
      above = node
      continue
    }
    node.setAttribute("aria-label", t("Table: {title}", { title: wordsOf(above).trim() }))
  }
}
