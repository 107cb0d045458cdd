/**
 * Links inside lead to a block of the draft that is open on this page: the caret goes there, nothing is loaded.
 *
 *   <mh-to-block><a href="/courses/12/draft/#block-Ab3…">Say what it shows</a></mh-to-block>
 *
 * Opened with such an address, the page goes to the block once the editor is ready.
 */
interface Draft extends HTMLElement {
  focusBlock(id: string): void
}

const PLACE = /#block-([\w-]+)$/

export class ToBlockElement extends HTMLElement {
  #listening: AbortController | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    this.addEventListener("click", (event) => this.#follow(event), { signal })
    document.addEventListener("mh-editor:ready", () => this.#goTo(location.hash), {
      once: true,
      signal,
    })
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
  }

  #follow(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null
    if (link?.pathname === location.pathname && this.#goTo(link.hash)) event.preventDefault()
  }

  #goTo(hash: string): boolean {
    const id = PLACE.exec(hash)?.[1]
    const draft = document.querySelector<Draft>("mh-editor")
    if (!id || !draft?.focusBlock) return false
    draft.focusBlock(id)
    return true
  }
}

customElements.define("mh-to-block", ToBlockElement)
