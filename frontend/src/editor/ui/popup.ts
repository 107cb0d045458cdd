/** Things that appear beside what they are about: placed by script, closed by Escape or by going elsewhere. */

const GAP = 6
const EDGE = 8

interface Place {
  readonly left: number
  readonly top: number
  readonly bottom: number
}

/** Put a fixed element below a place, or above it where there is more room. */
export function putBeside(
  element: HTMLElement,
  place: Place,
  prefers: "below" | "above" = "below",
): void {
  const view = window.visualViewport
  const height = view?.height ?? window.innerHeight
  const { width: ownWidth, height: ownHeight } = element.getBoundingClientRect()
  const below = height - place.bottom - GAP - EDGE
  const above = place.top - GAP - EDGE
  const goesBelow =
    prefers === "below" ? below >= ownHeight || below >= above : above < ownHeight && below > above
  const top = goesBelow ? place.bottom + GAP : Math.max(EDGE, place.top - GAP - ownHeight)
  const left = Math.max(EDGE, Math.min(place.left, window.innerWidth - ownWidth - EDGE))
  element.style.top = `${top}px`
  element.style.left = `${left}px`
  element.style.maxHeight = `${Math.max(120, goesBelow ? below : above)}px`
}

/** Call `close` once somebody presses or focuses outside of these elements. */
export function whenLeft(elements: readonly Element[], close: () => void): AbortController {
  const listening = new AbortController()
  const { signal } = listening
  const leave = (event: Event): void => {
    const target = event.target
    if (target instanceof Node && elements.some((element) => element.contains(target))) return
    close()
  }
  document.addEventListener("pointerdown", leave, { signal, capture: true })
  document.addEventListener("focusin", leave, { signal })
  return listening
}
