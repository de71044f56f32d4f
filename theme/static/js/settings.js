import "./frame.js"
import { choices } from "./choices.js"
import { joining } from "./joining.js"
import { notifications } from "./notifications.js"
import { waiting } from "./waiting.js"

choices()
await Promise.all([joining(), notifications(), waiting()])
