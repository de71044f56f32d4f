"use strict"
// https://github.com/ulid/spec: 48 bits of time and 80 of chance, in Crockford's base 32.
{
  const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

  /** A new ULID for a moment in milliseconds. */
  kairan.ulid = (now = Date.now()) => {
    let time = ""
    for (let rest = now, n = 0; n < 10; n++, rest = Math.floor(rest / 32)) {
      time = DIGITS[rest % 32] + time
    }
    const chance = crypto.getRandomValues(new Uint8Array(16))
    return time + Array.from(chance, (byte) => DIGITS[byte % 32]).join("")
  }
}
