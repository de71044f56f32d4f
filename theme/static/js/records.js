import "./page.js"

const { all, settled, write } = kairan.database

const by = (records, key) => new Map(records.map((record) => [record[key], record]))

/** What was opened on this phone, by item. */
export const marks = async () => by(await all("marks"), "item")

/** The household's latest answers by item; reports of single persons are not among them. */
export const answers = async () =>
  by(
    (await all("answers")).filter(({ person }) => !person),
    "item",
  )

/** The latest answer of a person, or of the household. */
export const answerFor = (item, person) =>
  kairan.database.read(["answers"], (store) => settled(store.get([item, person ?? ""])))

/** The mark of an item opened on this phone, or undefined. */
export const markFor = (item) =>
  kairan.database.read(["marks"], (store) => settled(store.get(item)))

/** Marks an item as opened now; the first opening stays the date on the stamp. */
export const markOpened = (item, digest, now) =>
  write(["marks"], async (store) => {
    const mark = { at: now.toISOString(), ...(await settled(store.get(item))), item, digest }
    store.put(mark)
    return mark
  })

/** Whether the household's word on an item stands: waiting counts, refused and late do not. */
export const isAnswered = (answer) => ["waiting", "stored", "superseded"].includes(answer?.status)
