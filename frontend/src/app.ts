/** What every page loads: htmx and the elements. Each page also works without it. */
import "./requests"
import "./refused"
import "./twice"
import "./elements/combobox"
import "./elements/dialog"
import "./elements/keep"
import "./elements/keys"
import "./elements/live"
import "./elements/margin"
import "./elements/menu"
import "./elements/palette"
import "./elements/reader"
import "./elements/selection"
import "./elements/theme"
import "./elements/time"
import "./elements/toast"
import "./elements/to-block"
import "./elements/video"

/** What drafts have left on this device is cleared once nobody is signed in, but for words that are not saved yet. */
if (!document.body.dataset["person"] && localStorage.getItem("manyhands:drafts") !== null) {
  void import("./editor/forget").then(({ forgetSaved }) => forgetSaved())
}
