import { Extension } from "@tiptap/core"
import { Plugin } from "@tiptap/pm/state"
import type { EditorView } from "@tiptap/pm/view"
import { type Block, isHead } from "../blocks"
import { make } from "../dom"
import type { Uploads } from "../uploads"
import { takeFiles } from "./paste"

/**
 * Files dropped on the page come into the draft, below the block at that height. Beside the text as well: a browser
 * would leave the page to show them.
 */
export const Dropping = Extension.create<{ uploads: Uploads }>({
  name: "dropping",
  addProseMirrorPlugins() {
    const { uploads } = this.options
    return [new Plugin({ view: (view) => new DropView(view, uploads) })]
  },
})

class DropView {
  readonly #view: EditorView
  readonly #uploads: Uploads
  readonly #line = make("div", { class: "drop-line", hidden: true })
  readonly #listening = new AbortController()

  constructor(view: EditorView, uploads: Uploads) {
    this.#view = view
    this.#uploads = uploads
    view.dom.after(this.#line)
    const options = { signal: this.#listening.signal, capture: true }
    document.addEventListener("dragover", (event) => this.#over(event), options)
    document.addEventListener("drop", (event) => this.#drop(event), options)
    document.addEventListener("dragleave", (event) => this.#leave(event), options)
  }

  destroy(): void {
    this.#listening.abort()
    this.#line.remove()
  }

  #over(event: DragEvent): void {
    if (!bringsFiles(event)) return
    event.preventDefault()
    const { index, bottom } = this.#blockAt(event.clientY)
    const frame = this.#view.dom.parentElement?.getBoundingClientRect().top ?? 0
    this.#line.hidden = !this.#view.editable || index < 0
    this.#line.style.top = `${Math.round(bottom - frame)}px`
  }

  #leave(event: DragEvent): void {
    if (event.relatedTarget === null) this.#line.hidden = true
  }

  #drop(event: DragEvent): void {
    if (!bringsFiles(event)) return
    event.preventDefault()
    this.#line.hidden = true
    if (!this.#view.editable) return
    const files = [...(event.dataTransfer?.files ?? [])]
    takeFiles(this.#view, files, this.#blockAt(event.clientY).block, this.#uploads)
  }

  /** The last block of the body that begins above; its index is -1 above them all. */
  #blockAt(y: number): { block: Block | null; index: number; bottom: number } {
    let found: { block: Block | null; index: number; bottom: number } = {
      block: null,
      index: -1,
      bottom: 0,
    }
    this.#view.state.doc.forEach((node, pos, index) => {
      const block = { node, pos, index }
      const dom = this.#view.nodeDOM(pos)
      if (isHead(block) || !(dom instanceof HTMLElement)) return
      const { top, bottom } = dom.getBoundingClientRect()
      if (top <= y) found = { block, index, bottom }
    })
    return found
  }
}

/** A field that takes files takes them itself. */
function bringsFiles(event: DragEvent): boolean {
  const isField = event.target instanceof HTMLInputElement && event.target.type === "file"
  return !isField && event.dataTransfer?.types.includes("Files") === true
}
