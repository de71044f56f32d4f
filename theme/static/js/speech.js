// Sentences spoken one after another. Pausing ends the sentence and resuming begins it again: browsers'
// own pause() loses the sentence on Android, and long silence in Chrome.

// After cancel() some browsers swallow what is spoken at once.
const BREATH = 60

/**
 * A queue of sentences: {start, pause, stop, setSpeed, state()}, state() being "silent", "reading" or
 * "paused". voiceOf(sentence) is its voice, or null; at(sentence) is called as each begins;
 * changed(state, error) whenever the state does, error being what the browser says went wrong.
 */
export function speech(synthesis, sentences, { speed, voiceOf, at, changed }) {
  let state = "silent"
  let next = 0
  let utterance = null // kept, since Chrome forgets the end of what nobody holds
  let timer = 0

  function become(now, error) {
    state = now
    changed(now, error)
  }

  function hush() {
    clearTimeout(timer)
    utterance = null
    synthesis.cancel()
  }

  function stop(error) {
    if (state === "silent") return
    hush()
    next = 0
    become("silent", error)
  }

  function speak() {
    if (next >= sentences.length) return stop()
    const sentence = sentences[next]
    const mine = new SpeechSynthesisUtterance(sentence.text)
    mine.voice = voiceOf(sentence)
    mine.lang = mine.voice?.lang ?? sentence.lang
    mine.rate = speed
    mine.onend = () => {
      if (utterance !== mine) return
      next += 1
      timer = setTimeout(speak, sentence.pause)
    }
    mine.onerror = ({ error }) => {
      if (utterance === mine) stop(["canceled", "interrupted"].includes(error) ? undefined : error)
    }
    utterance = mine
    at(sentence)
    synthesis.speak(mine)
  }

  return {
    state: () => state,
    /** Begins, or goes on where it was paused; the first time within a touch, as iOS asks. */
    start() {
      become("reading")
      speak()
    },
    pause() {
      if (state !== "reading") return
      hush()
      become("paused")
    },
    stop,
    /** Reads on at another speed, the current sentence anew. */
    setSpeed(wanted) {
      speed = wanted
      if (state !== "reading") return
      hush()
      timer = setTimeout(speak, BREATH)
    },
  }
}
