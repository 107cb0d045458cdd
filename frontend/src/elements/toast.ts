const STAYS_FOR = 6_000

/**
 * A short word after an act. It goes by itself, but never while somebody points at it or is in it. The same word said
 * again takes the place of the first.
 *
 *   <mh-toast><p>…</p><button data-close>…</button></mh-toast>     (`stay`: until it is closed)
 */
export class ToastElement extends HTMLElement {
  #listening: AbortController | undefined
  #timer: number | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    const hold = () => window.clearTimeout(this.#timer)
    const release = () => this.#goSoon()

    this.addEventListener("pointerenter", hold, { signal })
    this.addEventListener("focusin", hold, { signal })
    this.addEventListener("pointerleave", release, { signal })
    this.addEventListener("focusout", release, { signal })
    this.addEventListener("click", (event) => this.#closeBy(event), { signal })
    this.addEventListener("htmx:after:request", () => this.remove(), { signal })
    for (const other of this.parentElement?.querySelectorAll("mh-toast") ?? [])
      if (other !== this && other.textContent === this.textContent) other.remove()
    this.#goSoon()
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
    window.clearTimeout(this.#timer)
  }

  #goSoon(): void {
    window.clearTimeout(this.#timer)
    if (this.hasAttribute("stay") || this.matches(":hover, :focus-within")) return
    this.#timer = window.setTimeout(() => this.remove(), STAYS_FOR)
  }

  #closeBy(event: Event): void {
    if (event.target instanceof Element && event.target.closest("[data-close]")) this.remove()
  }
}

customElements.define("mh-toast", ToastElement)
