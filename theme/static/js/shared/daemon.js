"use strict"
// Calls to the daemon, at each of its addresses in turn.
{
  const PATIENCE = 10_000

  /** What the daemon refused (status, code, hint), or that none could be reached (status 0). */
  class DaemonError extends Error {
    constructor({ message, code, hint }, status = 0, retryAfter = 0) {
      super(message)
      Object.assign(this, { code, hint, status, retryAfter })
    }
  }

  const unreachable = (message) => new DaemonError({ message, code: "daemon.unreachable" })

  /**
   * The daemon's JSON, null when there is none. An address that is silent, fails (5xx) or answers
   * something that is not the daemon's is passed over; the last failure is thrown.
   */
  async function call(method, path, body) {
    const daemons = kairan.daemons ?? (await kairan.state.get("daemons")) ?? []
    const language = kairan.language ?? (await kairan.state.get("language"))
    const device = await kairan.state.get("device")
    const headers = { Accept: "application/json" }
    if (language) headers["Accept-Language"] = language
    if (body) headers["Content-Type"] = "application/json"
    if (device) headers.Authorization = `Bearer ${device.token}`

    let failure = unreachable("No daemon is known")
    for (const daemon of daemons) {
      try {
        return await ask(new URL(path, new URL(daemon, kairan.root)), {
          method,
          headers,
          body: body && JSON.stringify(body),
        })
      } catch (error) {
        if (error.status && error.status < 500) throw error
        failure = error
      }
    }
    throw failure
  }

  async function ask(url, options) {
    const fresh = { cache: "no-store", credentials: "omit", redirect: "error" }
    const signal = AbortSignal.timeout(PATIENCE)
    let response, text
    try {
      response = await fetch(url, { ...options, ...fresh, signal })
      text = await response.text()
    } catch (error) {
      throw unreachable(error.message)
    }
    if (response.status === 204) return null
    return understood(response, text)
  }

  function understood(response, text) {
    let reply
    try {
      reply = JSON.parse(text)
    } catch {
      throw unreachable("Something else than the daemon answered")
    }
    if (response.ok) return reply
    if (!reply.error) throw unreachable("Something else than the daemon answered")
    throw new DaemonError(reply.error, response.status, Number(response.headers.get("Retry-After")))
  }

  kairan.daemon = { call }
}
