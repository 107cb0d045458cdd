/**
 * A page that answers a refused form takes the place of the page that the form was sent from: "back"
 * and "reload" then lead to the form, and no browser asks whether to send it again.
 */
const { referrer } = document
const isRefused = document.querySelector('.errors, [aria-invalid="true"]') !== null
if (isRefused && referrer.startsWith(`${location.origin}/`)) {
  history.replaceState(history.state, "", referrer)
}
