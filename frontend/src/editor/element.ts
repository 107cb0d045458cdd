import { Editor } from "@tiptap/core"
import * as Y from "yjs"
import { blockAt, findById, freshBlock, isHead, placeBlock, putCaretInto } from "./blocks"
import { make } from "./dom"
import { editorExtensions } from "./extensions"
import { Keeping } from "./keeping"
import { type Kind, knowKinds } from "./kinds"
import { Moves } from "./moves"
import { outlineOf } from "./outline"
import type { Person } from "./plugins/carets"
import { Provider } from "./provider"
import { type State, Status } from "./ui/status"
import { Uploads } from "./uploads"
import type { Hello } from "./wire"
import { speak, t } from "./words"

const WITHOUT_SERVER = 4000
const OUTLINE_PAUSE = 300

/** What the server sends along: the kinds of block in the reader's language, and other words where it is not English. */
interface Facts {
  readonly kinds?: Kind[]
  readonly words?: Record<string, string>
}

/**
 * A draft that several people write at once.
 *
 *   <mh-editor room="course:12" upload-url="…" media-url="/media/{id}/">(the draft, to be read without JavaScript)</mh-editor>
 *
 * Tells `mh-editor:ready`, `:saved`, `:outline`, `:state`, `:people`.
 */
export class EditorElement extends HTMLElement {
  editor: Editor | null = null
  state: State = "loading"

  #doc = new Y.Doc()
  #provider: Provider | null = null
  #keeping: Keeping | null = null
  #moves: Moves | null = null
  #status: Status | null = null
  #whose = ""
  #waiting = 0
  #outlining = 0
  #listening = new AbortController()
  #peopleHere = ""

  connectedCallback(): void {
    this.#readFacts()
    this.#doc = new Y.Doc()
    this.#listening = new AbortController()
    this.#keeping = new Keeping(this.#room, this.#doc)
    this.#status = new Status({
      signInUrl: this.getAttribute("sign-in-url") ?? "/account/login/",
      copyWords: () => void this.#copyWords(),
    })
    const outside = this.getAttribute("status-in")
    const home = outside ? document.querySelector(outside) : null
    if (home) home.replaceChildren(this.#status.element)
    else this.before(this.#status.element)
    this.#moves = new Moves(
      this.#doc,
      (origin) => origin === this.#provider,
      () => this.editor?.view ?? null,
    )
    this.#provider = new Provider(this.#doc, this.#address, {
      hello: (hello) => this.#greet(hello),
      synced: () => this.#mount(),
      known: (what) =>
        "state" in what ? this.#moves?.learn(what.state) : this.#moves?.learnFrom(what.update),
      changed: () => this.#show(),
    })
    this.#waiting = window.setTimeout(() => void this.#openWithoutServer(), WITHOUT_SERVER)
    this.#show()
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#waiting)
    window.clearTimeout(this.#outlining)
    this.#listening.abort()
    this.editor?.destroy()
    this.#provider?.destroy()
    this.#moves?.destroy()
    this.#status?.element.remove()
    void this.#keeping?.destroy()
    this.#doc.destroy()
    this.editor = this.#provider = this.#keeping = this.#moves = this.#status = null
  }

  /** Bring a block before the eyes. */
  scrollToBlock(id: string): void {
    this.querySelector(`[data-block-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" })
  }

  /** Bring a block before the eyes and the caret into it. */
  focusBlock(id: string): void {
    const found = this.editor && findById(this.editor.state.doc, id)
    if (!this.editor || !found) return
    this.editor.view.dispatch(putCaretInto(this.editor.state.tr, found.pos))
    this.editor.view.focus()
    this.scrollToBlock(id)
  }

  get #room(): string {
    const room = this.getAttribute("room")
    if (!room) throw new Error('<mh-editor> needs the attribute "room"')
    return room
  }

  get #address(): string {
    const scheme = location.protocol === "https:" ? "wss" : "ws"
    return `${scheme}://${location.host}/live/rooms/${this.#room}`
  }

  #readFacts(): void {
    const script = this.querySelector<HTMLScriptElement>("script[type='application/json']")
    const facts = JSON.parse(script?.textContent ?? "{}") as Facts
    speak(facts.words ?? {})
    knowKinds(facts.kinds ?? [])
  }

  async #greet(hello: Hello): Promise<void> {
    window.clearTimeout(this.#waiting)
    const whose = `${hello.person.id}:${hello.copy}`
    if (this.#whose && this.#whose !== whose) {
      // Made anew, or somebody else signed in: these words belong to the former one, and are kept for them.
      this.#provider?.giveUp("reload")
      return
    }
    this.#whose = whose
    this.#provider?.awareness.setLocalStateField("user", hello.person)
    await this.#keeping?.open(hello.person.id, hello.copy)
  }

  /** No server yet: show what this device holds, so that one can go on. */
  async #openWithoutServer(): Promise<void> {
    const isHere = await this.#keeping?.openLast()
    if (isHere && this.#doc.getXmlFragment("default").length > 0) this.#mount()
  }

  #mount(): void {
    if (this.editor || !this.#provider) return
    const { awareness } = this.#provider
    const frame = make("div", { class: "editor-frame" })
    const place = make("div")
    frame.append(place)
    this.replaceChildren(frame)
    const uploads = new Uploads(this.getAttribute("upload-url") ?? "", csrfToken)
    this.#warnOf(uploads)
    const mediaUrl = this.getAttribute("media-url") ?? "/media/{id}/"
    this.editor = new Editor({
      element: place,
      injectCSS: false,
      editable: true,
      extensions: editorExtensions(
        { doc: this.#doc, awareness },
        {
          uploads,
          addressOf: (id) => mediaUrl.replace("{id}", String(id)),
          linksUrl: this.getAttribute("links-url") ?? "",
        },
      ),
      editorProps: {
        // A phone's bar at the bottom covers what it stands over.
        scrollMargin: { top: 72, right: 0, bottom: 96, left: 0 },
        scrollThreshold: { top: 72, right: 0, bottom: 96, left: 0 },
        attributes: {
          class: "prose",
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": t("Draft"),
        },
      },
      onUpdate: () => this.#outlineSoon(),
    })
    frame.addEventListener("pointerdown", (event) => this.#writeBelow(event))
    this.#tell("ready")
    this.#outline()
    this.#show()
  }

  /** Words are kept on this device, files that have not arrived are not: the browser asks before it leaves them. */
  #warnOf(uploads: Uploads): void {
    const { signal } = this.#listening
    const ask = (event: BeforeUnloadEvent) => uploads.areUnderWay && event.preventDefault()
    window.addEventListener("beforeunload", ask, { signal })
  }

  /** A press below the last block goes on there. */
  #writeBelow(event: PointerEvent): void {
    const { editor } = this
    const last = editor?.view.dom.lastElementChild?.getBoundingClientRect()
    if (
      !editor?.isEditable ||
      !last ||
      event.clientY <= last.bottom ||
      event.target !== editor.view.dom
    )
      return
    const block = blockAt(editor.state.doc, editor.state.doc.content.size - 1)
    const paragraph = freshBlock(editor.schema, "paragraph")
    if (!block || !paragraph || isHead(block)) return
    event.preventDefault()
    const isText = block.node.type.name === "paragraph"
    editor.view.dispatch(
      isText
        ? putCaretInto(editor.state.tr, block.pos)
        : placeBlock(editor.state.tr, block, paragraph),
    )
    editor.view.focus()
  }

  #show(): void {
    const provider = this.#provider
    if (!provider) return
    const state = stateOf(provider, this.editor !== null)
    const people = peopleHere(provider)
    this.#status?.show({
      state,
      savedAt: provider.savedAt,
      sentence: provider.sentence,
      isUnsaved: !provider.isSaved,
      people,
    })
    this.#keeping?.note(!provider.isSaved)
    const mayWrite = state !== "refused" && state !== "gone" && state !== "reload"
    if (this.editor && this.editor.isEditable !== mayWrite) this.editor.setEditable(mayWrite, false)
    if (state === "saved" && this.state !== "saved") this.#tell("saved", { at: provider.savedAt })
    if (state !== this.state) {
      this.state = state
      this.#tell("state", { state })
    }
    const here = people.map(({ id }) => id).join()
    if (here !== this.#peopleHere) {
      this.#peopleHere = here
      this.#tell("people", { people })
    }
  }

  #outlineSoon(): void {
    window.clearTimeout(this.#outlining)
    this.#outlining = window.setTimeout(() => this.#outline(), OUTLINE_PAUSE)
  }

  #outline(): void {
    if (this.editor) this.#tell("outline", outlineOf(this.editor.state.doc))
  }

  async #copyWords(): Promise<void> {
    const words =
      this.editor?.state.doc.textBetween(0, this.editor.state.doc.content.size, "\n\n") ?? ""
    await navigator.clipboard.writeText(words)
  }

  #tell(name: string, detail: unknown = {}): void {
    this.dispatchEvent(new CustomEvent(`mh-editor:${name}`, { bubbles: true, detail }))
  }
}

function stateOf({ connection, isFull, isSaved }: Provider, isMounted: boolean): State {
  switch (connection) {
    case "open":
      return isFull ? "full" : isSaved ? "saved" : "saving"
    case "connecting":
      return isMounted ? "offline" : "loading"
    case "away":
      return isFull ? "full" : "offline"
    default:
      return connection
  }
}

/** Everybody who has the draft open, each once, oneself first. */
function peopleHere(provider: Provider): Person[] {
  const found = new Map<number, Person>()
  const own = provider.awareness.getLocalState()?.["user"] as Person | undefined
  const all = [
    own,
    ...[...provider.awareness.getStates().values()].map(
      (state) => state["user"] as Person | undefined,
    ),
  ]
  for (const person of all)
    if (person?.id !== undefined && !found.has(person.id)) found.set(person.id, person)
  return [...found.values()]
}

function csrfToken(): string {
  const told = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content
  return told ?? /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? ""
}
