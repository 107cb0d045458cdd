const PAUSE = 2_000

/**
 * Marks in the outline where one is, and keeps the place for the next visit.
 *
 *   <mh-reader data-position-url="/courses/12/position/"> outline and text </mh-reader>
 */
export class ReaderElement extends HTMLElement {
  #listening: AbortController | undefined
  #timer: number | undefined
  #block = ""
  #told = ""

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    document.addEventListener("scroll", () => this.#look(), { signal, passive: true })
    window.addEventListener("pagehide", () => this.#tell(), { signal })
    this.#look()
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
    window.clearTimeout(this.#timer)
  }

  #look(): void {
    const line = window.innerHeight * 0.35
    const blocks = [...this.querySelectorAll<HTMLElement>(".prose [data-block]")]
    const here = blocks.findLast((block) => block.getBoundingClientRect().top <= line) ?? blocks[0]
    this.#outline(line)
    const id = here?.dataset["block"] ?? ""
    if (!id || id === this.#block) return
    const isFirst = this.#block === ""
    this.#block = id
    if (isFirst) this.#told = id
    else this.#tellSoon()
  }

  #outline(line: number): void {
    const links = [...this.querySelectorAll<HTMLAnchorElement>('.outline a[href^="#"]')]
    const passed = links.filter((link) => {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)))
      return heading !== null && heading.getBoundingClientRect().top <= line
    })
    const current = passed.at(-1) ?? links[0]
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "true")
      else link.removeAttribute("aria-current")
    }
  }

  #tellSoon(): void {
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#tell(), PAUSE)
  }

  #tell(): void {
    const address = this.dataset["positionUrl"]
    if (!address || this.#block === this.#told) return
    this.#told = this.#block
    const token = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content ?? ""
    const body = new URLSearchParams({ block: this.#block })
    void fetch(address, {
      method: "POST",
      body,
      keepalive: true,
      headers: { "X-CSRFToken": token },
    }).catch(() => {
      this.#told = ""
    })
  }
}

customElements.define("mh-reader", ReaderElement)
