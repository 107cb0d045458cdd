/**
 * Opens a native dialogue of this page instead of following the link inside.
 *
 *   <mh-dialog-opener for="offer"><a href="/needs/12/offers/">I can answer this</a></mh-dialog-opener>
 */
export class DialogOpenerElement extends HTMLElement {
  #listening: AbortController | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    this.addEventListener("click", (event) => this.#open(event), { signal })
    this.addEventListener("keydown", (event) => event.key === " " && this.#open(event), { signal })
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
  }

  #open(event: Event): void {
    const dialog = document.getElementById(this.getAttribute("for") ?? "")
    if (!(dialog instanceof HTMLDialogElement)) return
    event.preventDefault()
    showDialog(dialog)
  }
}

customElements.define("mh-dialog-opener", DialogOpenerElement)

export function showDialog(dialog: HTMLDialogElement): void {
  if (!dialog.open) dialog.showModal()
}

/** The page-wide dialogue shows itself when htmx has filled it, and closes when an answer says so. */
function showWhenFilled(event: Event): void {
  const body = document.getElementById("dialog-body")
  const dialog = body?.closest("dialog")
  if (!body || !dialog || !(event.target instanceof Node) || !body.contains(event.target)) return
  document.getElementById("dialog-said")?.replaceChildren()
  if (!body.childElementCount) {
    dialog.close()
    return
  }
  const title = body.querySelector("h1, h2")?.textContent
  if (title) dialog.setAttribute("aria-label", title)
  showDialog(dialog)
}

function closeOpenDialog(): void {
  const open = document.querySelectorAll<HTMLDialogElement>("dialog[open]")
  open[open.length - 1]?.close()
}

document.addEventListener("htmx:after:settle", showWhenFilled)
document.addEventListener("close-dialog", closeOpenDialog)
document.addEventListener("closeDialog", closeOpenDialog)
/** A link or button marked so closes the dialogue it stands in. */
document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null
  const closer = target?.closest<HTMLElement>("[data-close-dialog]")
  if (!closer) return
  event.preventDefault()
  closer.closest("dialog")?.close()
})
/** Pressing beside a dialogue leaves it, unless something was typed in it. */
document.addEventListener("pointerdown", (event) => {
  const dialog = event.target
  if (dialog instanceof HTMLDialogElement && dialog.open && isOutside(dialog, event)) {
    if (!hasWords(dialog)) dialog.close()
  }
})

function isOutside(dialog: HTMLDialogElement, { clientX, clientY }: PointerEvent): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect()
  return clientX < left || clientX > right || clientY < top || clientY > bottom
}

function hasWords(dialog: HTMLDialogElement): boolean {
  const fields = dialog.querySelectorAll<HTMLTextAreaElement>("textarea, input[type=text]")
  return [...fields].some((field) => field.value !== field.defaultValue)
}
