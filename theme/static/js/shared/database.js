"use strict"
// IndexedDB by promises. A transaction ends as soon as it is idle, so nothing may be awaited in
// one but its own requests.
{
  const STORES = {
    state: null, // device, site, daemons, language, checks …
    outbox: { keyPath: "id" }, // what is still to be delivered, or was refused
    answers: { keyPath: ["item", "person"] }, // the household's latest word; person "" = all
    marks: { keyPath: "item" }, // what was opened on this phone
    keys: null, // audience keys by identifier, not extractable
  }
  let opening = null

  /** The result of an IndexedDB request. */
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })

  function open() {
    opening ??= connect().catch((error) => {
      opening = null
      throw error
    })
    return opening
  }

  async function connect() {
    const request = indexedDB.open(kairan.name, 1)
    request.onupgradeneeded = () => {
      for (const [name, options] of Object.entries(STORES)) {
        request.result.createObjectStore(name, options ?? undefined)
      }
    }
    const database = await settled(request)
    // A connection that is lost or in the way of an upgrade is opened anew at the next use.
    database.onversionchange = () => {
      database.close()
      opening = null
    }
    database.onclose = () => {
      opening = null
    }
    return database
  }

  async function begin(names, mode) {
    try {
      return (await open()).transaction(names, mode, { durability: "strict" })
    } catch (error) {
      if (error.name !== "InvalidStateError") throw error
      opening = null // iOS drops connections of apps it has put to sleep
      return (await open()).transaction(names, mode, { durability: "strict" })
    }
  }

  async function run(names, mode, work) {
    const transaction = await begin(names, mode)
    let open = true
    const committed = new Promise((resolve, reject) => {
      transaction.oncomplete = () => {
        open = false
        resolve()
      }
      transaction.onabort = () => {
        open = false
        reject(transaction.error ?? new DOMException("", "AbortError"))
      }
    })
    try {
      const result = await work(...names.map((name) => transaction.objectStore(name)))
      await committed
      return result
    } catch (error) {
      // Work that threw takes back what it wrote; a failed request has ended the transaction itself.
      committed.catch(() => null)
      if (open) transaction.abort()
      throw error
    }
  }

  kairan.database = {
    open,
    settled,
    /** The result of work(...stores), which only reads. */
    read: (names, work) => run(names, "readonly", work),
    /** The result of work(...stores), once all of it is on disk. */
    write: (names, work) => run(names, "readwrite", work),
    /** Every record of a store. */
    all: (name) => run([name], "readonly", (store) => settled(store.getAll())),
  }

  kairan.state = {
    get: (key) => run(["state"], "readonly", (state) => settled(state.get(key))),
    set: (key, value) => run(["state"], "readwrite", (state) => settled(state.put(value, key))),
  }
}
