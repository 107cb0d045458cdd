import { LiveConnection } from "../live-connection"

const connection = new LiveConnection()

/**
 * Says which topics this page follows.
 *
 *   <mh-live topics="course:12 person:3" shown="1790000000000"></mh-live>
 *
 * What is told arrives as `live:NAME` on the body, its data as `detail`; all elements of a page
 * share one connection. `shown`: when the page was asked for, so that nothing is missed from then on. Without JavaScript the page is as fresh as its last load.
 */
export class LiveElement extends HTMLElement {
  static readonly observedAttributes = ["topics"]

  connectedCallback(): void {
    connection.beginAt(this.getAttribute("shown") ?? "")
    connection.follow(this, this.topics)
  }

  disconnectedCallback(): void {
    connection.leave(this)
  }

  attributeChangedCallback(): void {
    if (this.isConnected) connection.follow(this, this.topics)
  }

  get topics(): string[] {
    return (this.getAttribute("topics") ?? "").split(/[\s,]+/).filter(Boolean)
  }
}

customElements.define("mh-live", LiveElement)
