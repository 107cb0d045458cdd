const HIDDEN_FOR = 60_000
const FIRST_WAIT = 2_000
const LONGEST_WAIT = 60_000

interface Told {
  topic: string
  name: string
  data: Record<string, unknown>
}

/** The page's one stream of what changed. Closed while nobody looks, opened again when they do. */
export class LiveConnection {
  #topics = new Map<object, string[]>()
  #source: EventSource | undefined
  #last = ""
  #shown = ""
  #wait = FIRST_WAIT
  #timers: { change?: number; hide?: number; again?: number } = {}

  constructor() {
    document.addEventListener("visibilitychange", () => this.#look())
  }

  /** When the page was asked for: until it hears something, it may have missed what came since. */
  beginAt(moment: string): void {
    this.#shown ||= moment
  }

  follow(follower: object, topics: string[]): void {
    this.#topics.set(follower, topics)
    this.#changeSoon()
  }

  leave(follower: object): void {
    this.#topics.delete(follower)
    this.#changeSoon()
  }

  get topics(): string[] {
    return [...new Set([...this.#topics.values()].flat())].sort()
  }

  /** Several elements come and go in one swap: connect once, when it is over. */
  #changeSoon(): void {
    window.clearTimeout(this.#timers.change)
    this.#timers.change = window.setTimeout(() => this.#connect(), 20)
  }

  #connect(): void {
    this.#close()
    const topics = this.topics.join(",")
    if (!topics || document.hidden) return

    const query = new URLSearchParams({ topics, ...this.#heardUntil() })
    const source = new EventSource(`/live/events?${query}`)
    this.#source = source
    source.onopen = () => {
      this.#wait = FIRST_WAIT
    }
    source.onmessage = (event) => this.#hear(event)
    source.addEventListener("resync", (event) => this.#askForAll(event as MessageEvent<string>))
    source.addEventListener("bye", (event) => this.#end(event as MessageEvent<string>))
    source.onerror = () => this.#lost()
  }

  #heardUntil(): Record<string, string> {
    if (this.#last) return { since: this.#last }
    return this.#shown ? { shown: this.#shown } : {}
  }

  #hear(event: MessageEvent<string>): void {
    this.#last = event.lastEventId || this.#last
    const told = JSON.parse(event.data) as Told
    tell(told.name, { ...told.data, topic: told.topic })
  }

  #askForAll(event: MessageEvent<string>): void {
    this.#last = event.lastEventId || this.#last
    askForAll()
  }

  /** The browser tries again by itself, unless it was refused: then we do, ever more slowly. */
  #lost(): void {
    if (this.#source?.readyState === EventSource.CLOSED) this.#tryAgainLater()
  }

  /** A server that restarts is back soon; whoever signed out or has too many pages open stays without. */
  #end(event: MessageEvent<string>): void {
    const { reason } = JSON.parse(event.data) as { reason?: string }
    if (reason === "closing") this.#tryAgainLater()
    else this.#close()
  }

  #tryAgainLater(): void {
    this.#close()
    this.#timers.again = window.setTimeout(() => this.#connect(), this.#wait)
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT)
  }

  #look(): void {
    window.clearTimeout(this.#timers.hide)
    if (document.hidden) {
      this.#timers.hide = window.setTimeout(() => this.#close(), HIDDEN_FOR)
    } else if (!this.#source) {
      this.#connect()
    }
  }

  #close(): void {
    window.clearTimeout(this.#timers.again)
    this.#source?.close()
    this.#source = undefined
  }
}

function tell(name: string, detail: Record<string, unknown> = {}): void {
  document.body.dispatchEvent(new CustomEvent(`live:${name}`, { detail }))
}

/** Something may have been missed: everything on this page that listens asks again. */
function askForAll(): void {
  const names = new Set<string>(["resync"])
  for (const listener of document.querySelectorAll('[hx-trigger*="live:"]')) {
    const trigger = listener.getAttribute("hx-trigger") ?? ""
    for (const [, name] of trigger.matchAll(/live:([\w-]+)/g)) if (name) names.add(name)
  }
  for (const name of names) tell(name)
}
