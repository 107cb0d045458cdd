/**
 * Closes the `<details>` it wraps when one goes elsewhere, and lets arrows walk through it.
 *
 *   <mh-menu><details><summary>…</summary><div class="menu-list"><a>…</a></div></details></mh-menu>
 */
export class MenuElement extends HTMLElement {
  #listening: AbortController | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    document.addEventListener("pointerdown", (event) => this.#leave(event.target), { signal })
    this.addEventListener("focusout", (event) => this.#leave(event.relatedTarget), { signal })
    this.addEventListener("keydown", (event) => this.#walk(event), { signal })
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
  }

  get #details(): HTMLDetailsElement | null {
    return this.querySelector("details")
  }

  get #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(".menu-list :is(a, button):not([hidden])")]
  }

  #leave(where: EventTarget | null): void {
    if (where instanceof Node && !this.contains(where)) this.#close()
  }

  #close(): void {
    if (this.#details) this.#details.open = false
  }

  #walk(event: KeyboardEvent): void {
    if (!this.#details?.open) return
    if (event.key === "Escape") {
      this.#close()
      this.querySelector("summary")?.focus()
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
    if (!step) return
    event.preventDefault()
    const items = this.#items
    const here = items.indexOf(document.activeElement as HTMLElement)
    items.at((here + step + items.length) % items.length)?.focus()
  }
}

customElements.define("mh-menu", MenuElement)
