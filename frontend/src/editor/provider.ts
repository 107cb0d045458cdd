import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from "y-protocols/awareness"
import * as Y from "yjs"
import { Code, SCHEMA_VERSION } from "./codes"
import { answerWith, askForUpdates, type Hello, read, showOfMe, tell } from "./wire"

export type Connection =
  | "connecting"
  | "open"
  | "away"
  | "signed-out"
  | "refused"
  | "gone"
  | "reload"
  | "too-large"

interface Happenings {
  /** The server said which copy of the document this is. What is kept for it must be there before we speak. */
  hello: (hello: Hello) => Promise<void>
  /** Everything that the server had is here now. */
  synced: () => void
  /** The server has this: a state, or an update that it sent. */
  known: (what: { state: Uint8Array } | { update: Uint8Array }) => void
  /** The connection, or what is saved, changed. */
  changed: () => void
}

const SOONEST = 500
/** A server that restarts is back within seconds; one that is away longer is asked less often. */
const LATEST = 2_000
const LATEST_LATER = 15_000
const MANY = 20
const PATIENCE = 8_000

/** Codes after which coming back makes no sense, and what they mean for who writes. */
const FINAL: Readonly<Record<number, Connection>> = {
  [Code.Refused]: "refused",
  [Code.Gone]: "gone",
  [Code.Reload]: "reload",
  [Code.TooLarge]: "too-large",
}

/**
 * Keeps a Yjs document in step with the server's.
 *
 * "Saved" is the server's word: it counts the changes of this connection that are committed. What was typed while
 * away is sent on return, because the server says what it has.
 */
export class Provider {
  readonly awareness: Awareness
  connection: Connection = "connecting"
  sentence = ""
  savedAt: Date | null = null
  isSynced = false
  /** The server could not keep a change, since its disk is full; so until it says that all is saved. */
  isFull = false

  readonly #doc: Y.Doc
  readonly #url: string
  readonly #tell: Happenings
  readonly #listening = new AbortController()
  #socket: WebSocket | null = null
  #theirState: Uint8Array | null = null
  #isGreeted = false
  #speaks = false
  #sent = 0
  #committed = 0
  #hasUnsaved = false
  #failures = 0
  #retry = 0
  #impatience = 0

  constructor(doc: Y.Doc, url: string, happenings: Happenings) {
    this.#doc = doc
    this.#url = url
    this.#tell = happenings
    this.awareness = new Awareness(doc)
    doc.on("update", this.#onUpdate)
    this.awareness.on("update", this.#onAwareness)
    const { signal } = this.#listening
    for (const event of ["online", "focus", "pageshow"]) {
      window.addEventListener(event, () => this.#comeBackNow(), { signal })
    }
    this.#connect()
  }

  /** Whether the server has everything that was written here. */
  get isSaved(): boolean {
    return !this.#hasUnsaved && this.#sent === this.#committed
  }

  /** End for good, for this reason. */
  giveUp(reason: Connection): void {
    const socket = this.#socket
    this.#socket = null
    socket?.close()
    this.#become(reason)
  }

  destroy(): void {
    this.#listening.abort()
    window.clearTimeout(this.#retry)
    window.clearTimeout(this.#impatience)
    removeAwarenessStates(this.awareness, [this.#doc.clientID], "leaving")
    this.#doc.off("update", this.#onUpdate)
    this.awareness.destroy()
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #connect(): void {
    window.clearTimeout(this.#retry)
    this.#theirState = null
    this.#isGreeted = this.#speaks = false
    this.#sent = this.#committed = 0
    const socket = new WebSocket(`${this.#url}?schema=${SCHEMA_VERSION}`)
    socket.binaryType = "arraybuffer"
    this.#socket = socket
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      if (socket === this.#socket) void this.#hear(data, socket)
    }
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lost(code)
    }
  }

  async #hear(data: ArrayBuffer, socket: WebSocket): Promise<void> {
    const heard = read(data)
    switch (heard.what) {
      case "hello":
        if (!this.isFull) this.#failures = 0
        await this.#tell.hello(heard.hello)
        if (socket !== this.#socket) return // given up, or lost, meanwhile
        this.#isGreeted = true
        this.#shakeHands()
        break
      case "theirState":
        this.#theirState = heard.state
        this.#tell.known({ state: heard.state })
        this.#shakeHands()
        break
      case "update":
        Y.applyUpdate(this.#doc, heard.update, this)
        this.#tell.known({ update: heard.update })
        if (heard.isReply) this.#becomeSynced()
        break
      case "awareness":
        applyAwarenessUpdate(this.awareness, heard.update, this)
        break
      case "saved":
        this.#tell.known({ state: heard.state })
        this.#learnSaved(heard.count, heard.at)
        break
      case "notice":
        this.sentence = heard.sentence
        break
    }
  }

  /** Once both have said what they have: ask for what is lacking here, send what is lacking there. */
  #shakeHands(): void {
    const theirs = this.#theirState
    if (!this.#isGreeted || theirs === null || this.#speaks) return
    this.#speaks = true
    this.#send(askForUpdates(Y.encodeStateVector(this.#doc)))
    this.#send(answerWith(Y.encodeStateAsUpdate(this.#doc, theirs)))
    this.#sent += 1
    this.#beImpatient()
    const { clientID } = this.#doc
    if (this.awareness.getLocalState())
      this.#send(showOfMe(encodeAwarenessUpdate(this.awareness, [clientID])))
    this.#become("open")
  }

  #becomeSynced(): void {
    if (this.isSynced) return
    this.isSynced = true
    this.#tell.synced()
  }

  #learnSaved(count: number, at: Date): void {
    this.#committed = count
    this.#beImpatient()
    if (this.#sent === count) {
      this.#hasUnsaved = this.isFull = false
      this.#failures = 0
      this.savedAt = at
    }
    this.#tell.changed()
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return
    this.#hasUnsaved = true
    if (this.#speaks) {
      this.#send(tell(update))
      this.#sent += 1
      this.#beImpatient()
    }
    this.#tell.changed()
  }

  readonly #onAwareness = (
    change: { added: number[]; updated: number[]; removed: number[] },
    origin: unknown,
  ): void => {
    const changed = [...change.added, ...change.updated, ...change.removed]
    const isMine = origin !== this && changed.includes(this.#doc.clientID)
    if (isMine && this.#speaks)
      this.#send(showOfMe(encodeAwarenessUpdate(this.awareness, [this.#doc.clientID])))
    this.#tell.changed()
  }

  #send(message: Uint8Array): void {
    if (this.#socket?.readyState === WebSocket.OPEN)
      this.#socket.send(message as Uint8Array<ArrayBuffer>)
  }

  /** A change that is not committed in good time: the line is dead, though nobody said so. */
  #beImpatient(): void {
    window.clearTimeout(this.#impatience)
    if (this.#sent === this.#committed) return
    this.#impatience = window.setTimeout(() => {
      const socket = this.#socket
      this.#socket = null
      socket?.close()
      this.#lost(1006)
    }, PATIENCE)
  }

  #lost(code: number): void {
    window.clearTimeout(this.#impatience)
    this.#speaks = false
    const others = [...this.awareness.getStates().keys()].filter(
      (client) => client !== this.#doc.clientID,
    )
    removeAwarenessStates(this.awareness, others, this)
    const end = FINAL[code]
    if (end !== undefined) {
      this.#become(end)
      return
    }
    if (code === Code.NoRoom) this.isFull = true
    this.#failures += 1
    const latest = this.#failures > MANY ? LATEST_LATER : LATEST
    const wait = Math.min(latest, SOONEST * 2 ** Math.min(this.#failures - 1, 6))
    this.#retry = window.setTimeout(() => this.#connect(), wait * (0.75 + Math.random() / 2))
    this.#become(code === Code.SignedOut ? "signed-out" : "away")
  }

  /** The network, or the person, is back: do not wait for the next try. */
  #comeBackNow(): void {
    if (this.connection === "away" || this.connection === "signed-out") this.#connect()
  }

  #become(connection: Connection): void {
    this.connection = connection
    if (connection === "open") this.sentence = ""
    this.#tell.changed()
  }
}
