import htmx from "htmx.org"
import { type Passage, passageOf } from "../passage"

const PAUSE = 250

/**
 * Choose words, say something about them: a small bar with "Ask", "Outdated", "Suggest" opens the
 * form at `data-feedback-url` with the words and what stands around them.
 *
 *   <mh-selection data-feedback-url="…"><template>the bar: buttons with data-kind</template> text </mh-selection>
 *
 * The bar follows the chosen block in the page, so that Tab leads into it. Without JavaScript each
 * block has its own link.
 */
export class SelectionElement extends HTMLElement {
  #listening: AbortController | undefined
  #timer: number | undefined
  #bar: HTMLElement | undefined
  #passage: Passage | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    document.addEventListener("selectionchange", () => this.#lookSoon(), { signal })
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#hide(), {
      signal,
    })
    for (const type of ["pointerdown", "click"]) {
      this.addEventListener(type, (event) => this.#catchUp(event), { signal })
    }
    this.addEventListener("click", (event) => this.#say(event), { signal })
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
    window.clearTimeout(this.#timer)
    this.#hide()
  }

  #lookSoon(): void {
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#look(), PAUSE)
  }

  #look(): void {
    if (this.#bar?.contains(document.activeElement)) return
    const range = this.#chosen()
    const passage = range && passageOf(range)
    if (range && passage) this.#show(range, passage)
    else this.#hide()
  }

  #chosen(): Range | undefined {
    const selection = document.getSelection()
    const range =
      selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : undefined
    return range && this.contains(range.commonAncestorContainer) ? range : undefined
  }

  /** Who is quicker than the pause means the words that are chosen now, not those before them. */
  #catchUp(event: Event): void {
    if (!(event.target instanceof Node) || !this.#bar?.contains(event.target)) return
    const range = this.#chosen()
    this.#passage = (range && passageOf(range)) ?? this.#passage
  }

  #show(range: Range, passage: Passage): void {
    this.#passage = passage
    this.#bar ??= this.#draw()
    if (!this.#bar) return
    passage.element.after(this.#bar)
    const frame = this.getBoundingClientRect()
    const words = range.getBoundingClientRect()
    const farthest = frame.width - this.#bar.offsetWidth
    const start = Math.max(0, Math.min(words.left - frame.left, farthest))
    this.#bar.style.left = `${start}px`
    this.#bar.style.top = `${words.bottom - frame.top + 8}px`
  }

  #draw(): HTMLElement | undefined {
    const bar = this.querySelector("template")?.content.firstElementChild?.cloneNode(true)
    return bar instanceof HTMLElement ? bar : undefined
  }

  #hide(): void {
    this.#bar?.remove()
    this.#passage = undefined
  }

  #say(event: Event): void {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-kind]") : null
    const address = this.dataset["feedbackUrl"]
    if (!button || !this.#bar?.contains(button) || !this.#passage || !address) return
    const { block, quote, prefix, suffix } = this.#passage
    const query = new URLSearchParams({
      kind: button.dataset["kind"] ?? "",
      block,
      quote,
      prefix,
      suffix,
    })
    this.#hide()
    void htmx.ajax("GET", `${address}?${query}`, { target: "#dialog-body", swap: "innerHTML" })
  }
}

customElements.define("mh-selection", SelectionElement)
