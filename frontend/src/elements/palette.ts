import { showDialog } from "./dialog"

/**
 * Ctrl K: one field for everything, fed by htmx; arrows choose, Enter goes there.
 *
 *   <mh-palette><dialog><form><input role="combobox" hx-get="…"></form><div role="listbox">
 *     <a role="option" href="…">…</a></div></dialog></mh-palette>
 *
 * Without JavaScript the link [data-palette] leads to the search page.
 */
export class PaletteElement extends HTMLElement {
  #listening: AbortController | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    document.addEventListener("keydown", (event) => this.#openByKey(event), { signal })
    document.addEventListener("click", (event) => this.#openByLink(event), { signal })
    this.addEventListener("keydown", (event) => this.#choose(event), { signal })
    this.addEventListener("htmx:after:settle", () => this.#mark(0), { signal })
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
  }

  open(): void {
    const dialog = this.querySelector("dialog")
    if (!dialog) return
    showDialog(dialog)
    this.#input?.select()
    this.#input?.dispatchEvent(new CustomEvent("palette:open"))
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector("input")
  }

  get #options(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[role=option]")]
  }

  get #chosen(): number {
    return this.#options.findIndex((option) => option.getAttribute("aria-selected") === "true")
  }

  #openByKey(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    this.open()
  }

  #openByLink(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null
    if (!target?.closest("[data-palette]") || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.open()
  }

  #choose(event: KeyboardEvent): void {
    const options = this.#options
    // A search field would only empty itself.
    if (event.key === "Escape") this.querySelector("dialog")?.close()
    else if (!options.length) return
    else if (event.key === "ArrowDown") this.#mark((this.#chosen + 1) % options.length)
    else if (event.key === "ArrowUp") this.#mark((this.#chosen || options.length) - 1)
    else if (event.key === "Enter" && this.#chosen >= 0) options[this.#chosen]?.click()
    else return
    event.preventDefault()
  }

  #mark(index: number): void {
    this.#options.forEach((option, i) => {
      option.id ||= `palette-${i}`
      option.tabIndex = -1
      option.setAttribute("aria-selected", String(i === index))
      if (i !== index) return
      option.scrollIntoView({ block: "nearest" })
      this.#input?.setAttribute("aria-activedescendant", option.id)
    })
    if (!this.#options.length) this.#input?.removeAttribute("aria-activedescendant")
  }
}

customElements.define("mh-palette", PaletteElement)
