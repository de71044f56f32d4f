// Which of a phone's voices reads a language.

// Where a page's tag and the names of voices differ; Cantonese voices read no Mandarin.
const WANTED = {
  "ja-x-easy": ["ja"],
  tl: ["fil", "tl"],
  "zh-Hans": ["zh-CN", "zh-Hans", "cmn", "zh-SG", "zh-TW", "zh-Hant"],
  "zh-Hant": ["zh-TW", "zh-Hant", "cmn", "zh-HK", "zh-CN", "zh-Hans"],
}

// Android writes ja_JP and zh_CN_#Hans.
const tagOf = ({ lang }) => lang.replaceAll("_", "-").replaceAll("#", "").toLowerCase()

/**
 * The voice for a BCP 47 tag, null when there is none: of its very language and region, else of its
 * language; then the phone's own choice, then one that needs no network.
 */
export function voiceFor(tag, voices) {
  const wanted = WANTED[tag] ?? [tag, tag.split("-")[0]]
  const rank = (voice) => {
    const has = tagOf(voice)
    const place = wanted.findIndex((want) => `${has}-`.startsWith(`${want.toLowerCase()}-`))
    return [place, !voice.default, !voice.localService].map(Number)
  }
  const [best] = voices
    .map((voice) => [rank(voice), voice])
    .filter(([[place]]) => place >= 0)
    .sort(([one], [other]) => one.reduce((less, value, n) => less || value - other[n], 0))
  return best?.[1] ?? null
}
