const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

/** The calendars that collect on a day ("2026-11-24"); weeks count such weekdays of the month. */
export function collectedOn(isoDay, calendars) {
  const weekday = WEEKDAYS[new Date(isoDay).getUTCDay()]
  const week = Math.ceil(Number(isoDay.slice(8)) / 7)
  return calendars.filter(
    ({ weekdays, weeks }) => weekdays.includes(weekday) && (!weeks?.length || weeks.includes(week)),
  )
}
