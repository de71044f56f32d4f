// Reading a circular aloud: the controls above it.
import { bringIntoView, highlight } from "./highlight.js"
import { t } from "./i18n.js"
import { slot } from "./parts.js"
import { remember, remembered } from "./remembered.js"
import { sentencesOf } from "./sentences.js"
import { speech } from "./speech.js"
import { voiceFor } from "./voices.js"

// Browsers fetch their voices first; whoever has none by then has none.
const VOICES_PATIENCE = 2_000

const labels = {
  silent: () => t("Read aloud"),
  reading: () => t("Pause"),
  paused: () => t("Read on"),
}

/** What keeps an article's words from being read here, in words; "" when nothing does. */
function hindrance(synthesis, prose, waited) {
  if (!synthesis) return t("This browser cannot read aloud.")
  const { lang } = prose.closest("[lang]")
  const voices = synthesis.getVoices()
  if (voices.length ? voiceFor(lang, voices) : !waited) return ""
  return t("This phone has no voice for this language. Its settings for text-to-speech may offer one.")
}

/** The sentences of an article that some voice can read; all of them while none is known. */
function readable(article, voices) {
  const parts = [...article.querySelectorAll("[data-spoken]")]
  const sentences = parts.flatMap(sentencesOf)
  return voices.length ? sentences.filter(({ lang }) => voiceFor(lang, voices)) : sentences
}

/** Lets an article be read aloud, once its words are there; what ends the reading. */
export function readingAloud(article) {
  const controls = article.querySelector("[data-aloud]")
  const [toggle, ending] = [slot(controls, "toggle"), slot(controls, "stop")]
  const [pace, why] = [slot(controls, "speed"), slot(controls, "why")]
  const synthesis = globalThis.speechSynthesis
  synthesis?.cancel() // of the page before, or of the article that stood here
  let queue = null
  let waited = false

  function settle() {
    const reason = hindrance(synthesis, slot(article, "prose"), waited)
    why.textContent = reason
    why.hidden = !reason
    pace.closest("label").hidden = Boolean(reason)
    if (reason) toggle.setAttribute("aria-disabled", "true")
    else toggle.removeAttribute("aria-disabled")
  }

  function show(state, error) {
    const silent = state === "silent"
    // What went wrong is told where the reader is, however far down.
    controls.classList.toggle("aloud-on", !silent || Boolean(error))
    slot(toggle, "label").textContent = labels[state]()
    if (silent && document.activeElement === ending) toggle.focus()
    ending.hidden = silent
    if (silent) highlight(null)
    why.hidden = !error
    why.role = error ? "alert" : null
    why.textContent = error ? t("Reading aloud has stopped. Please try again.") : ""
  }

  function start() {
    const voices = synthesis.getVoices()
    queue = speech(synthesis, readable(article, voices), {
      speed: Number(pace.value),
      voiceOf: ({ lang }) => voiceFor(lang, voices),
      at(sentence) {
        highlight(sentence)
        bringIntoView(sentence)
      },
      changed: show,
    })
    queue.start()
  }

  pace.value = remembered().speed ?? 1
  pace.addEventListener("change", () => {
    remember({ speed: Number(pace.value) })
    queue?.setSpeed(Number(pace.value))
  })
  toggle.addEventListener("click", () => {
    if (toggle.getAttribute("aria-disabled")) return
    const state = queue?.state() ?? "silent"
    if (state === "silent") start()
    else if (state === "reading") queue.pause()
    else queue.start()
  })
  const stop = () => queue?.stop()
  ending.addEventListener("click", stop)
  addEventListener("pagehide", stop)

  if (synthesis) synthesis.onvoiceschanged = settle
  setTimeout(() => {
    waited = true
    settle()
  }, VOICES_PATIENCE)
  settle()
  return stop
}
