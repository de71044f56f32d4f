import { start } from "./frame.js"
import { joining } from "./joining.js"
import { notifications } from "./notifications.js"
import { waiting } from "./waiting.js"

start(() => Promise.all([joining(), notifications(), waiting()]))
