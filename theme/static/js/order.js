// Which list an item belongs to and in what order, as of a moment. Items here are {id, kind, form,
// priority, date, starts, ends, deadline, expires}, moments in milliseconds, NaN where there is none.

const ALARM_LASTS = 7 * 86_400_000

/** Until when an answer is asked for: the deadline, else the beginning; Infinity when open. */
export const answerUntil = ({ deadline, starts }) => deadline || starts || Infinity

/** Whether nothing can be done about the item any more. */
export const isOver = (item, now) =>
  item.expires < now ||
  (item.ends || item.starts) < now ||
  (item.form && item.kind !== "event" && answerUntil(item) < now)

/** Whether the household should still answer. */
export const needsAnswer = (item, answered, now) =>
  item.form && !answered && !isOver(item, now) && answerUntil(item) >= now

/** "answer-first", "past", "pages" or "circulars". */
export function listOf(item, answered, now) {
  if (needsAnswer(item, answered, now)) return "answer-first"
  if (isOver(item, now)) return "past"
  return item.kind === "page" ? "pages" : "circulars"
}

const isAlarm = ({ priority, date }, now) => priority === "emergency" && date >= now - ALARM_LASTS

/**
 * Compares items for a list as the build does, so that little moves: what must be answered by its
 * deadline, standing pages as they are, the rest alarms first and then the newest.
 */
export const comparison = (list, now) => (one, other) => {
  if (list === "pages") return 0
  const first =
    list === "answer-first"
      ? answerUntil(one) - answerUntil(other)
      : isAlarm(other, now) - isAlarm(one, now) || other.date - one.date
  return first || (one.id < other.id ? -1 : 1)
}
