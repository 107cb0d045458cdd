/** What every page loads: htmx and the elements. Each page also works without it. */
import "htmx.org"
