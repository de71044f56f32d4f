import { assets, lang } from "./page.js"

let texts = {}

/** Reads the texts of the page's language. Without them the English messages are still legible. */
export async function readTexts() {
  const response = await fetch(new URL(`i18n/${lang}.json`, assets)).catch(() => null)
  if (response?.ok) texts = await response.json()
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

/** The message in the page's language, {name} filled from values. */
export const t = (message, values = {}) => filled(texts[message] ?? message, values)

/** The message for a number, which also fills {n}. */
export function tn(one, many, n, values = {}) {
  const forms = texts[one] ?? [many, one, many]
  return filled(forms[Math.min(n, 2)], { n, ...values })
}
