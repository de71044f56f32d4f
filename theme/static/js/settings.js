import "./frame.js"
import { joining } from "./joining.js"
import { notifications } from "./notifications.js"
import { waiting } from "./waiting.js"

await Promise.all([joining(), notifications(), waiting()])
