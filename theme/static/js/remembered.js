// What must be known before the first paint, so not from the database: size, scheme, furigana, language
// and whether this phone has joined, which appearance.js reads; and how fast is read aloud.
import "./shared/place.js"

/** {size, scheme, furigana, language, joined, speed}, as far as chosen; language is a BCP 47 tag. */
export const remembered = () => JSON.parse(localStorage.getItem(kairan.name)) ?? {}

/** Remembers more; all that is remembered then. */
export function remember(more) {
  const all = { ...remembered(), ...more }
  localStorage.setItem(kairan.name, JSON.stringify(all))
  return all
}
