import { readingAloud } from "./aloud.js"
import { circulars } from "./circulars.js"
import { sayOrigin } from "./entry.js"
import { writeFacts } from "./facts.js"
import { start } from "./frame.js"
import { furiganaSwitch } from "./furigana.js"
import { t } from "./i18n.js"
import { day, moment, span } from "./moments.js"
import { lang, onChange } from "./page.js"
import { inLanguage, say, slot } from "./parts.js"
import { opened } from "./reading.js"
import { attachmentFor, openInText } from "./sealed-files.js"
import { buildForm } from "./sealed-form.js"
import { labelTables } from "./tables.js"

const shut = document.querySelector("[data-sealed-shut]")
const blank = document.querySelector("[data-item]")
let shown = null
let hush = () => {}

/** The sealed entry of the address with the number of the key that opens it, or why it stays shut. */
async function find(name) {
  const index = await circulars()
  if (!index) return { why: t("No connection, and no copy is kept on this phone.") }
  const sealed = index.sealed.find((entry) => entry.sealed === name)
  if (!sealed) return { why: t("This circular is not going round any more.") }
  const n = await kairan.sealed.opening(sealed)
  if (n >= 0) return { sealed, n }
  return {
    why: (await kairan.state.get("device"))
      ? t("This circular is addressed to others.")
      : t("This circular is for members. It opens once this phone has joined."),
  }
}

function sayHead(article, item) {
  article.dataset.item = item.id
  writeFacts(article, item)
  sayOrigin(article, item)
  const [title, titleIn] = inLanguage(item.title, lang)
  say(slot(article, "title"), title, titleIn)
  slot(article, "slip-title").textContent = title
  document.title = title
  const date = slot(article, "date")
  date.dateTime = item.date
  say(date, day(new Date(item.date)))
}

function sayFacts(article, { starts, ends, place, deadline }) {
  const values = {
    when: starts && [span(new Date(starts), ends && new Date(ends))],
    place: place && inLanguage(place, lang),
    deadline: deadline && [moment(new Date(deadline))],
  }
  for (const [name, value] of Object.entries(values)) {
    say(slot(article, name), ...(value ?? []))
    article.querySelector(`[data-fact="${name}"]`).hidden = !value
  }
  article.querySelector("[data-facts]").hidden = !Object.values(values).some(Boolean)
}

async function sayBody(article, { html, attachments }, key) {
  const [words, wordsIn] = inLanguage(html, lang)
  const prose = slot(article, "prose")
  prose.innerHTML = words // sanitized at the build and authenticated by its seal
  if (wordsIn !== lang) prose.lang = wordsIn
  slot(article, "untranslated").hidden = wordsIn === lang
  slot(article, "files").replaceChildren(...attachments.map((file) => attachmentFor(file, key)))
  slot(article, "attachments").hidden = !attachments.length
  await openInText(prose, key)
}

// Whose words a translation is made of: what a reader must know of it.
function sayNotes(article, { notes }) {
  for (const note of ["machine", "partly"]) {
    slot(article, note).hidden = !(notes?.[lang] ?? []).includes(note)
  }
}

async function open({ sealed, n }) {
  const response = await fetch(kairan.sealed.place(sealed, n)).catch(() => null)
  if (!response?.ok) return refuse(t("No connection, and no copy is kept on this phone."))
  const item = await kairan.sealed.entry(sealed)
  const body = await kairan.sealed.body(sealed, n, await response.arrayBuffer())
  const article = blank.cloneNode(true)
  document.querySelector("[data-item]").replaceWith(article)
  sayHead(article, item)
  sayFacts(article, item)
  sayNotes(article, item)
  article.hidden = false
  shut.hidden = true
  await sayBody(article, body, sealed.keys[n])
  labelTables(article)
  furiganaSwitch(article)
  hush = readingAloud(article)
  await opened(article)
  if (!item.form) return
  const section = article.querySelector("[data-answer]")
  section.hidden = false
  buildForm(section, item.form)
  const { answering } = await import("./answer.js")
  await answering(article)
}

function refuse(why) {
  shut.hidden = false
  shut.querySelector("[data-sealed-why]").textContent = why
  document.querySelector("[data-item]").hidden = true
}

async function show() {
  hush()
  const name = location.hash.slice(1)
  const found = await find(name)
  if (found.why) return refuse(found.why)
  shown = name
  await open(found)
}

start(async () => {
  addEventListener("hashchange", show)
  onChange((what) => what === "household" && location.hash.slice(1) !== shown && show())
  await show()
})
