// An item's facts on an element, as the templates write them: data-kind, data-deadline …

const MOMENTS = ["date", "starts", "ends", "deadline", "expires"]

/** What order.js wants to know of an item. */
export function facts({ dataset }) {
  const moments = MOMENTS.map((name) => [name, Date.parse(dataset[name])])
  const { entry: id, kind, priority } = dataset
  return { id, kind, priority, form: "form" in dataset, ...Object.fromEntries(moments) }
}

/** Writes the facts of an index entry on an element. */
export function writeFacts({ dataset }, item) {
  for (const name of ["digest", "kind", "priority", ...MOMENTS]) {
    if (item[name]) dataset[name] = item[name]
  }
  if (item.form) dataset.form = ""
}
