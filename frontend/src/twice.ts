/**
 * A form that is on its way is not sent once more: an impatient second click would begin two courses. After a while it
 * may go again (the line may have been lost), and at once when one has come back to it. Forms that htmx sends are not
 * touched: it has prevented them already, and queues what it sends.
 */
const WHILE_MS = 5000
let sentAt = new WeakMap<HTMLFormElement, number>()

document.addEventListener("submit", (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.method !== "post") return
  const before = sentAt.get(form)
  if (before !== undefined && event.timeStamp - before < WHILE_MS) {
    event.preventDefault()
    return
  }
  sentAt.set(form, event.timeStamp)
})

window.addEventListener("pageshow", () => {
  sentAt = new WeakMap()
})
