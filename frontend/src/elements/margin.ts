const GAP = 20

/**
 * Puts each remark at the height of the words it speaks of, and never two over each other.
 *
 *   <mh-margin><article class="pin" data-block="…" data-item="…">…</article></mh-margin>
 *
 * On a narrow page, and without JavaScript, they stand below each other after the text.
 */
export class MarginElement extends HTMLElement {
  #listening: AbortController | undefined
  #sizes: ResizeObserver | undefined
  #children: MutationObserver | undefined
  #wide = window.matchMedia("(min-width: 64.01rem)")
  #frame = 0

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    this.#wide.addEventListener("change", () => this.#placeSoon(), { signal })
    document.addEventListener("click", (event) => this.#goTo(event), { signal })
    this.#sizes = new ResizeObserver(() => this.#placeSoon())
    this.#children = new MutationObserver(() => this.#watch())
    this.#children.observe(this, { childList: true, subtree: true })
    this.#watch()
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
    this.#sizes?.disconnect()
    this.#children?.disconnect()
    cancelAnimationFrame(this.#frame)
  }

  get #pins(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(".pin")]
  }

  #watch(): void {
    this.#sizes?.disconnect()
    const article = document.querySelector(".prose")
    for (const element of [article, ...this.#pins]) if (element) this.#sizes?.observe(element)
    this.#placeSoon()
  }

  #placeSoon(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => this.#place())
  }

  #place(): void {
    const pins = this.#pins
    this.toggleAttribute("placed", this.#wide.matches && pins.length > 0)
    if (!this.hasAttribute("placed")) {
      for (const pin of pins) pin.style.translate = ""
      this.style.blockSize = ""
      return
    }
    const origin = this.getBoundingClientRect().top
    const wanted = pins.map((pin, at) => ({
      at,
      pin,
      top: this.#height(pin, origin),
      height: pin.offsetHeight,
    }))
    wanted.sort((a, b) => a.top - b.top || a.at - b.at)
    const tops = settle(wanted, GAP)
    wanted.forEach(({ pin }, i) => {
      pin.style.translate = `0 ${tops[i] ?? 0}px`
    })
    const last = wanted.at(-1)
    this.style.blockSize = `${(tops.at(-1) ?? 0) + (last?.height ?? 0)}px`
  }

  #height(pin: HTMLElement, origin: number): number {
    const words = wordsOf(pin)
    return words ? words.getBoundingClientRect().top - origin : 0
  }

  /** From the marked words to their remark. */
  #goTo(event: Event): void {
    const target = event.target instanceof Element ? event.target : null
    const mark = target?.closest<HTMLElement>(".prose [data-item]")
    if (!mark) return
    for (const pin of this.#pins) {
      const here = pin.dataset["item"] === mark.dataset["item"]
      pin.classList.toggle("is-here", here)
      if (here) pin.scrollIntoView({ block: "nearest" })
    }
  }
}

function wordsOf(pin: HTMLElement): Element | null {
  const { item, block } = pin.dataset
  const marked = item && document.querySelector(`.prose [data-item="${CSS.escape(item)}"]`)
  if (marked) return marked
  return block ? document.querySelector(`.prose [data-block="${CSS.escape(block)}"]`) : null
}

/** Tops, in order, that keep to the wanted ones as far as nothing overlaps. */
export function settle(wanted: { top: number; height: number }[], gap: number): number[] {
  let free = 0
  return wanted.map(({ top, height }) => {
    const placed = Math.max(top, free)
    free = placed + height + gap
    return placed
  })
}

customElements.define("mh-margin", MarginElement)
