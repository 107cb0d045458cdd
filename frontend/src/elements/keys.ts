import { showDialog } from "./dialog"

/**
 * Single keys: N asks, J and K walk through the rows, ? shows this list.
 * Off while somebody types, with <body data-single-keys="off">, with any modifier, and beside a draft: whoever is
 * shown out of it in the middle of a sentence types on, and those letters must not lead them away.
 *
 *   <mh-keys><dialog>…</dialog></mh-keys>
 */
export class KeysElement extends HTMLElement {
  #listening: AbortController | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    document.addEventListener("keydown", (event) => this.#press(event), { signal })
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
  }

  #press(event: KeyboardEvent): void {
    if (document.body.dataset["singleKeys"] === "off" || isMeantForOthers(event)) return

    const acts: Record<string, () => void> = {
      n: () => document.querySelector<HTMLElement>('[data-key="n"]')?.click(),
      j: () => walkRows(1),
      k: () => walkRows(-1),
      "?": () => this.#help(),
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  #help(): void {
    const dialog = this.querySelector("dialog")
    if (dialog) showDialog(dialog)
  }
}

export function isMeantForOthers(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target
  if (!(target instanceof Element)) return false
  if (target.closest("input, textarea, select, [contenteditable], [role=combobox]")) return true
  return document.querySelector("dialog[open], mh-editor") !== null
}

/** Focus goes to the next row's link; from nowhere, to the first. */
export function walkRows(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>(".rows .title")]
  if (!links.length) return
  const row = document.activeElement?.closest(".rows > li")
  const here = links.findIndex((link) => link.closest(".rows > li") === row)
  const next = row && here >= 0 ? here + step : step > 0 ? 0 : links.length - 1
  links[Math.max(0, Math.min(links.length - 1, next))]?.focus()
}

customElements.define("mh-keys", KeysElement)
