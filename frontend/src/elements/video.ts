/**
 * Plays a video in its place once somebody asks; until then nothing is loaded from its host.
 *
 *   <mh-video data-embed="https://…" data-name="…"><a class="video-card" href="…">…</a></mh-video>
 *
 * Without JavaScript the card is a link to the page of the video.
 */
export class VideoElement extends HTMLElement {
  #listening: AbortController | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    this.addEventListener("click", (event) => this.#play(event), { signal })
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
  }

  #play(event: MouseEvent): void {
    const link = this.querySelector("a")
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey
    if (elsewhere || !link || !this.dataset["embed"]) return
    event.preventDefault()
    const frame = document.createElement("iframe")
    frame.src = this.dataset["embed"]
    frame.title = this.dataset["name"] ?? ""
    frame.allow = "fullscreen; picture-in-picture"
    frame.allowFullscreen = true
    frame.referrerPolicy = "strict-origin-when-cross-origin"
    const card = document.createElement("div")
    card.className = "video-card is-playing"
    card.append(frame)
    link.replaceWith(card)
    frame.focus()
  }
}

customElements.define("mh-video", VideoElement)
