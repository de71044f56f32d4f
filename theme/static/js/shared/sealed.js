"use strict"
// Opens what the build sealed: nonce (12 bytes), ciphertext and tag of AES-256-GCM, the key's
// identifier authenticated with them.
{
  const NONCE = 12
  const { settled, read } = kairan.database

  /** The bytes of base64url text. */
  const bytes = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
  }

  const keyOf = (id) => read(["keys"], (keys) => settled(keys.get(id)))

  /** The plaintext under the key of that identifier; throws OperationError when it does not fit. */
  async function unseal(id, data) {
    const parameters = {
      name: "AES-GCM",
      iv: data.subarray(0, NONCE),
      additionalData: new TextEncoder().encode(id),
    }
    return crypto.subtle.decrypt(parameters, await keyOf(id), data.subarray(NONCE))
  }

  const words = (plaintext) => JSON.parse(new TextDecoder().decode(plaintext))

  /** The number of the first of the entry's keys that this phone holds; -1 when it holds none. */
  async function opening({ keys }) {
    const held = new Set(await read(["keys"], (store) => settled(store.getAllKeys())))
    return keys.findIndex((id) => held.has(id))
  }

  kairan.sealed = {
    bytes,
    opening,

    /** The entry in clear; null when it is not for this household, or its key does not fit. */
    async entry(sealed) {
      const n = await opening(sealed)
      if (n < 0) return null
      const id = sealed.keys[n]
      try {
        return words(await unseal(id, bytes(sealed.data[id])))
      } catch (error) {
        // One that cannot be opened must not take the others from the list.
        if (error.name !== "OperationError") throw error
        return null
      }
    },

    /** Where the body of an entry lies for key number n. */
    place: ({ sealed }, n) => new URL(`sealed/${sealed}.${n}.bin`, kairan.root),

    /** The body of an entry: html by language, attachments. */
    body: async ({ keys }, n, data) => words(await unseal(keys[n], new Uint8Array(data))),

    /** The bytes of a sealed file. */
    file: (id, data) => unseal(id, new Uint8Array(data)),
  }
}
