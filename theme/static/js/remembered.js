// What must be known before the first paint, so not from the database: size, scheme, language, and
// whether this phone has joined. appearance.js reads it.
import "./shared/place.js"

/** {size, scheme, language, joined}, as far as chosen. */
export const remembered = () => JSON.parse(localStorage.getItem(kairan.name)) ?? {}

/** Remembers more; all that is remembered then. */
export function remember(more) {
  const all = { ...remembered(), ...more }
  localStorage.setItem(kairan.name, JSON.stringify(all))
  return all
}
