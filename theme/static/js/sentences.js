// The sentences of a part of a page, each with what is spoken and where it stands. Nothing of the page
// is changed.

const BLOCKS =
  "address, article, blockquote, caption, dd, div, dl, dt, figcaption, figure, h1, h2, h3, h4, h5, h6," +
  " li, ol, p, section, table, td, th, tr, ul"
const SILENT =
  "[hidden], [aria-hidden=true], .apart, button, code, input, noscript, pre, rp, script, select, style," +
  " svg, template, textarea"
// Browsers give up on what takes longer than some fifteen seconds; a letter that is a syllable takes longer.
const LONGEST = { ja: 80, zh: 80, ko: 80 }
const LONGEST_ELSE = 200
const CELL_PAUSE = 250
const SENTENCE = /.+?(?:[。！？!?]+[」』）)"”’]*|\.+["”’)]*(?=\s|$)|\n|$)/gsu
const BREATH = /[、，,;；：:]\s*|\s+/gu

const languageOf = (node) => node.closest("[lang]")?.lang ?? ""
const isJapanese = (lang) => lang.split("-")[0] === "ja"

/** A ruby's pieces: Japanese as its reading says, which the association has corrected; else as written. */
function* rubyPieces(ruby, lang) {
  let bases = []
  for (const child of ruby.childNodes) {
    if (child.nodeName !== "RT") {
      bases.push(...[...pieces(child, lang)].filter(({ text }) => text.trim()))
    } else if (bases.length && isJapanese(lang)) {
      yield { text: child.textContent, first: bases[0].first, last: bases.at(-1).last, whole: true }
      bases = []
    }
  }
  yield* bases
}

/** What is spoken of a node, piece by piece; a piece without a place is a cut. */
function* pieces(node, lang) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.data) yield { text: node.data.replaceAll(/[\n\r]/g, " "), first: node, last: node }
    return
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SILENT)) return
  const own = node.lang || lang
  if (node.localName === "br") yield { text: "\n", first: null }
  else if (node.localName === "ruby") yield* rubyPieces(node, own)
  else if (node.matches(BLOCKS) || own !== lang) yield { text: "", first: null, block: node, lang: own }
  else for (const child of node.childNodes) yield* pieces(child, own)
}

/** Runs of pieces that are read on: those of a block up to the next block within it. */
function* runs(block, lang) {
  let run = []
  for (const child of block.childNodes) {
    for (const piece of pieces(child, lang)) {
      if (!piece.block) run.push(piece)
      else {
        yield { block, lang, run }
        run = []
        yield* runs(piece.block, piece.lang)
      }
    }
  }
  yield { block, lang, run }
}

/** Where sentences begin and end in a text, as [begin, end]. */
function* cuts(text, lang) {
  if (Intl.Segmenter) {
    const segmenter = new Intl.Segmenter(lang || undefined, { granularity: "sentence" })
    for (const { index, segment } of segmenter.segment(text)) yield [index, index + segment.length]
  } else {
    for (const { index, 0: found } of text.matchAll(SENTENCE)) yield [index, index + found.length]
  }
}

/** The same, cut where one breathes so that none is longer than longest. */
function* shortCuts(text, lang) {
  const longest = LONGEST[lang.split("-")[0]] ?? LONGEST_ELSE
  for (let [begin, end] of cuts(text, lang)) {
    while (end - begin > longest) {
      const breaths = [...text.slice(begin, begin + longest).matchAll(BREATH)]
      const last = breaths.at(-1)
      const cut = last?.index ? begin + last.index + last[0].length : begin + longest
      yield [begin, cut]
      begin = cut
    }
    yield [begin, end]
  }
}

/** The range of the page that the characters begin to end of a run's text stand for. */
function rangeOf(run, begin, end) {
  const range = new Range()
  let at = 0
  let started = false
  for (const { text, first, last, whole } of run) {
    const after = at + text.length
    if (first && after > begin && at < end) {
      if (!started) range.setStart(first, whole ? 0 : begin > at ? begin - at : 0)
      started = true
      range.setEnd(last, whole ? last.length : Math.min(end, after) - at)
    }
    at = after
  }
  return range
}

function* spoken({ block, lang, run }) {
  const text = run.map((piece) => piece.text).join("")
  for (const [begin, end] of shortCuts(text, lang)) {
    const words = text.slice(begin, end)
    if (!/[\p{L}\p{N}]/u.test(words)) continue
    const lead = words.length - words.trimStart().length
    yield {
      text: words.trim().replaceAll(/\s+/g, " "),
      lang,
      block,
      range: rangeOf(run, begin + lead, begin + words.trimEnd().length),
      pause: 0,
    }
  }
}

/**
 * The sentences of a part in the order they are read: {text, lang, block, range, pause}, pause being
 * the milliseconds of silence after it. Left out is what is not seen, code, and what is touched.
 */
export function sentencesOf(part) {
  const found = []
  if (part.closest(SILENT)) return found
  for (const run of runs(part, languageOf(part))) {
    const sentences = [...spoken(run)]
    if (sentences.length && run.block.matches("td, th")) sentences.at(-1).pause = CELL_PAUSE
    found.push(...sentences)
  }
  return found
}
