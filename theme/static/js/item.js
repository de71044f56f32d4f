import { readingAloud } from "./aloud.js"
import { start } from "./frame.js"
import { furiganaSwitch } from "./furigana.js"
import { opened } from "./reading.js"
import { labelTables } from "./tables.js"

const article = document.querySelector("[data-item]")

start(async () => {
  labelTables(article)
  furiganaSwitch(article)
  readingAloud(article)
  if (article.querySelector("[data-answer]")) {
    const { answering } = await import("./answer.js")
    await answering(article)
  }
  await opened(article)
})
