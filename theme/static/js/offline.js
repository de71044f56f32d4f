import { start } from "./frame.js"

// The page asked for is the address still: when the signal is back, it opens by itself.
start(async () => addEventListener("online", () => location.reload()))
