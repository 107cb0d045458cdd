/**
 * A page that answers a refused form takes the place of the page that the form was sent from: "back"
 * and "reload" then lead to the form, and no browser asks whether to send it again.
 */
const { referrer } = document
const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[]
const hasErrors = document.querySelector('.errors, [aria-invalid="true"]') !== null
const isRefused = hasErrors || arrival?.responseStatus === 422
if (isRefused && referrer.startsWith(`${location.origin}/`)) {
  history.replaceState(history.state, "", referrer)
}
