import { facts, writeFacts } from "./facts.js"
import { t } from "./i18n.js"
import { isoDay, left, moment, nearDay, span, weekday } from "./moments.js"
import { home, lang } from "./page.js"
import { inLanguage, part, say, slot } from "./parts.js"
import { needsAnswer } from "./order.js"
import { stamp } from "./stamp.js"

const kinds = {
  circular: () => t("Circular"),
  event: () => t("Event"),
  survey: () => t("Survey"),
  request: () => t("Request"),
  page: () => t("Information"),
}
const priorities = {
  normal: () => "",
  important: () => t("Important"),
  emergency: () => t("Emergency"),
}

/** Fills the slots that lists and pages share: kind, priority, origin. */
export function sayOrigin(node, item) {
  say(slot(node, "kind"), kinds[item.kind]())
  say(slot(node, "priority"), priorities[item.priority]())
  const [origin, language] = inLanguage(item.organization_names, lang)
  say(slot(node, "origin"), origin, language)
}

function when(node, starts, ends) {
  const [from, until] = [new Date(starts), new Date(ends || starts)]
  const plain = slot(node, "day-number") && isoDay(from) === isoDay(until)
  return span(from, ends && until, plain ? () => "" : nearDay).trim()
}

/** A line of the list for an index entry that the page was built without. */
export function entryFor(item) {
  const node = part("entry")
  node.dataset.entry = item.id
  writeFacts(node, item)
  sayOrigin(node, item)
  const [title, titleIn] = inLanguage(item.title, lang)
  const link = slot(node, "title")
  say(link, title, titleIn)
  link.href = new URL(item.url, home)
  const { date, starts, ends, deadline, form, kind } = facts(node)
  const [place = ""] = item.place ? inLanguage(item.place, lang) : []
  const issued = kind === "page" ? "" : nearDay(new Date(date))
  say(slot(node, "when"), starts ? `${when(node, starts, ends)} ${place}` : issued)
  const until = moment(new Date(deadline || date), nearDay)
  say(slot(node, "deadline"), form && deadline ? t("Answer by {day}", { day: until }) : "")
  return node
}

const waiting = (answer) => (answer?.status === "waiting" ? t("Not sent yet") : "")

/** Shows on a line what this phone knows: opened, changed since, answered, days left. */
export function mark(node, { opened, answer, answered, now }) {
  const item = facts(node)
  const changed = opened && opened.digest !== node.dataset.digest
  const year = (moment) => new Date(moment).getFullYear()
  node.classList.toggle("entry-other-year", year(item.starts || item.date) !== year(now))
  node.classList.toggle("entry-unread", !opened || changed)
  stamp(slot(node, "stamp"), {
    opened: changed ? null : opened?.at,
    answered: answered ? answer.at : null,
  })
  const waits = needsAnswer(item, answered, now)
  const otherwise = waiting(answer) || (changed ? t("Changed") : "")
  say(slot(node, "answered"), waits ? t("To answer") : otherwise)
  const soon = waits && item.deadline
  say(slot(node, "left"), soon ? left(new Date(item.deadline), new Date(now)) : "")
  const dayName = slot(node, "day-name")
  if (dayName && item.starts) say(dayName, weekday(new Date(item.starts)))
}
