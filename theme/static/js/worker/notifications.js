"use strict"
// Web push. Every push shows a notification: browsers take the subscription away from who is silent.
{
  const { root, state } = kairan
  const picture = (name) => new URL(`icons/${name}.png`, root).href
  const UNREADABLE = {
    title: "回覧板",
    body: "新しいお知らせがあります。 There is something new.",
  }

  /** Shows what a push says. One with the same tag replaces the one before. */
  function show(data) {
    kairan.announce("push")
    const { title, body, lang, tag, url, kind } = understood(data)
    return registration.showNotification(title, {
      body,
      lang,
      tag,
      renotify: Boolean(tag),
      requireInteraction: kind === "safety",
      icon: picture("icon-192"),
      badge: picture("badge-96"),
      data: { url },
    })
  }

  function understood(data) {
    try {
      return data.json()
    } catch {
      return UNREADABLE
    }
  }

  /** Focuses the tab that shows the address, else leads one there, else opens one. */
  async function open(url = "") {
    const target = inside(url)
    const windows = await clients.matchAll({ type: "window", includeUncontrolled: true })
    const ours = windows.filter((client) => client.url.startsWith(root.href))
    const there = ours.find((client) => client.url === target)
    if (there) return there.focus()
    const [any] = ours
    const led = await any?.navigate(target).catch(() => null)
    return led ? led.focus() : clients.openWindow(target)
  }

  // A push may lead to this association's pages only.
  const inside = (url) => {
    const target = new URL(url, root).href
    return target.startsWith(root.href) ? target : root.href
  }

  /** The push service has dropped the subscription: make a new one and tell the daemon. */
  async function subscribeAgain({ newSubscription, oldSubscription }) {
    const key = oldSubscription?.options?.applicationServerKey ?? (await state.get("pushKey"))
    const subscription =
      newSubscription ??
      (await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: key,
      }))
    const language = await state.get("language")
    await kairan.daemon.call("PUT", "v1/subscription", { ...subscription.toJSON(), language })
  }

  kairan.notifications = { open, show, subscribeAgain }
}
