import type { EditorView } from "@tiptap/pm/view"
import { findById } from "./blocks"
import { t } from "./words"

/** What the server answers to a file that it kept. */
interface Kept {
  readonly id: number
  readonly url: string
  readonly width?: number | null
  readonly height?: number | null
  readonly name: string
}

/** A file on its way, shown in the block that waits for it. */
export interface Upload {
  readonly file: File
  readonly preview: string
  /** Why it is not there: the server says no to it, or it did not arrive. */
  readonly problem: string
  readonly isRefused: boolean
}

/** Sends files, and writes into their block what became of them. */
export class Uploads extends EventTarget {
  readonly #url: string
  readonly #token: () => string
  readonly #underWay = new Map<string, Upload>()
  readonly #previews = new Map<number, string>()

  constructor(url: string, token: () => string) {
    super()
    this.#url = url
    this.#token = token
  }

  of(blockId: string | null): Upload | undefined {
    return blockId === null ? undefined : this.#underWay.get(blockId)
  }

  /** Whether something would be lost with this page. */
  get areUnderWay(): boolean {
    return [...this.#underWay.values()].some(({ isRefused }) => !isRefused)
  }

  /** A picture that was sent from here is here already, with or without a line to the server. */
  previewOf(media: number | null): string | undefined {
    return media === null ? undefined : this.#previews.get(media)
  }

  /** Send `file` for the block with this id; its attributes change when the server has it. */
  async send(file: File, blockId: string, view: EditorView): Promise<void> {
    const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : ""
    this.#underWay.set(blockId, { file, preview, problem: "", isRefused: false })
    this.#tell(blockId)
    try {
      const isPicture = findById(view.state.doc, blockId)?.node.type.name === "picture"
      const kept = await this.#post(file, isPicture ? "picture" : "file")
      if (preview) this.#previews.set(kept.id, preview)
      this.#underWay.delete(blockId)
      write(kept, blockId, view)
    } catch (problem) {
      const isRefused = problem instanceof Refusal
      const sentence = isRefused ? problem.message : t("The file did not arrive. It is still here.")
      this.#underWay.set(blockId, { file, preview, problem: sentence, isRefused })
    }
    this.#tell(blockId)
  }

  async again(blockId: string, view: EditorView): Promise<void> {
    const waiting = this.of(blockId)
    if (waiting) await this.send(waiting.file, blockId, view)
  }

  async #post(file: File, as: "picture" | "file"): Promise<Kept> {
    const form = new FormData()
    form.append("as", as)
    form.append("file", file, file.name || "screenshot.png")
    const answer = await fetch(this.#url, {
      method: "POST",
      body: form,
      headers: { "X-CSRFToken": this.#token(), Accept: "application/json" },
    })
    const told: unknown = await answer.json().catch(() => null)
    if (answer.ok) return told as Kept
    // Said before anybody reads what was sent: by our server's door, or by a proxy.
    if (answer.status === 413) throw new Refusal(t("This file is too large to be kept here."))
    const reason = sentenceIn(told)
    throw reason ? new Refusal(reason) : new Error(answer.statusText)
  }

  #tell(blockId: string): void {
    this.dispatchEvent(new CustomEvent("change", { detail: blockId }))
  }
}

class Refusal extends Error {}

function sentenceIn(told: unknown): string | null {
  if (typeof told !== "object" || told === null || !("error" in told)) return null
  return typeof told.error === "string" ? told.error : null
}

function write(kept: Kept, blockId: string, view: EditorView): void {
  const found = findById(view.state.doc, blockId)
  if (!found) return
  const { node, pos } = found
  let change = view.state.tr.setNodeAttribute(pos, "media", kept.id)
  if (node.type.name === "picture") {
    change = change
      .setNodeAttribute(pos, "width", kept.width ?? null)
      .setNodeAttribute(pos, "height", kept.height ?? null)
  } else if (node.content.size === 0) {
    change = change.insertText(kept.name, pos + 1)
  }
  view.dispatch(change)
}
