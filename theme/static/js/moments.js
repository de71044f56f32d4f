import { t, tn } from "./i18n.js"
import { lang, tag } from "./page.js"

// The association's time zone; a phone's own may be another.
let timeZone = "Asia/Tokyo"

/** Reads the association's time zone, as last seen. */
export async function readTimeZone() {
  const own = document.documentElement.dataset.timeZone
  timeZone = own ?? (await kairan.state.get("site"))?.timezone ?? timeZone
}

const japanese = tag.split("-")[0] === "ja"
const locale = lang === "en" ? "en-GB" : tag
const named = japanese ? "long" : "short"
const made = new Map()

function written(moment, options, language = locale) {
  if (!made.has(options)) {
    made.set(options, new Intl.DateTimeFormat(language, { timeZone, ...options }))
  }
  return made.get(options).format(moment)
}

const DAY = { year: "numeric", month: named, day: "numeric", weekday: "short" }
const SHORT_DAY = { month: named, day: "numeric" }
const WEEKDAY = { weekday: "short" }
const MONTH = { year: "numeric", month: "long" }
const STAMP_DAY = { month: lang === "en" ? "short" : "numeric", day: "numeric" }
const NUMBERS = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
}

const plain = (text) => text.replaceAll(",", "").replace("(", "（").replace(")", "）")

/** 2026年11月22日（日）, or Sun 22 Nov 2026. */
export const day = (moment) => plain(written(moment, DAY))
/** 11月22日 */
export const shortDay = (moment) => written(moment, SHORT_DAY)
/** 日 */
export const weekday = (moment) => written(moment, WEEKDAY)
/** 2026年11月 */
export const month = (moment) => written(moment, MONTH)
/** 11.22, as a stamp has it. */
export const stampDay = (moment) =>
  japanese ? written(moment, STAMP_DAY).replace("/", ".") : written(moment, STAMP_DAY)

/** "2026-11-22" in the association's time zone. */
export const isoDay = (moment) => written(moment, NUMBERS, "en-CA").slice(0, 10)
/** 8:15 */
export const clock = (moment) => written(moment, NUMBERS, "en-CA").slice(-5).replace(/^0/, "")

/** As day(), the year only when it is not this one. */
export const nearDay = (moment) => {
  const year = isoDay(moment).slice(0, 4)
  return year === isoDay(new Date()).slice(0, 4)
    ? day(moment).replace(`${year}年`, "").replace(` ${year}`, "")
    : day(moment)
}

const isWholeDay = (moment) => ["0:00", "23:59"].includes(clock(moment))

/** Day and clock; the day alone for a midnight and for the end of a day. */
export const moment = (when, dayOf = day) =>
  isWholeDay(when) ? dayOf(when) : `${dayOf(when)} ${clock(when)}`

/** 11月23日 8:15, of something that has just happened. */
export const lately = (when) => `${shortDay(when)} ${clock(when)}`

/** From when to when; the day is not repeated. */
export function span(starts, ends, dayOf = day) {
  const dash = japanese ? "〜" : "–"
  const from = moment(starts, dayOf)
  if (!ends || ends < starts) return from
  if (isoDay(starts) === isoDay(ends)) return `${from}${dash}${clock(ends)}`
  return `${from} ${dash} ${moment(ends, dayOf)}`
}

/** How long there is until a deadline; "" when that is more than ten days. */
export function left(deadline, now) {
  const apart = (Date.parse(isoDay(deadline)) - Date.parse(isoDay(now))) / 86_400_000
  if (deadline <= now || apart > 10) return ""
  if (apart === 0) return t("Today is the last day")
  return tn("{n} day left", "{n} days left", apart)
}
