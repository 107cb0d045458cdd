import { type Editor, Extension, getMarkRange } from "@tiptap/core"
import { Plugin, TextSelection } from "@tiptap/pm/state"
import type { EditorView } from "@tiptap/pm/view"
import { make, setAttributes } from "../dom"
import { icon } from "../icons"
import { t } from "../words"
import { LinkForm } from "./link-form"
import { putBeside } from "./popup"

type MarkName = "bold" | "italic" | "strike" | "code"

const MARKS: readonly { name: MarkName; icon: string; label: () => string; keys: string }[] = [
  { name: "bold", icon: "bold", label: () => t("Bold"), keys: "Control+B" },
  { name: "italic", icon: "italic", label: () => t("Italic"), keys: "Control+I" },
  {
    name: "strike",
    icon: "strikethrough",
    label: () => t("Struck through"),
    keys: "Control+Shift+S",
  },
  { name: "code", icon: "code", label: () => t("Code"), keys: "Control+E" },
]

/** Over chosen words: how they look, and where they lead. */
export const Bubble = Extension.create<{ linksUrl: string }>({
  name: "bubble",
  addProseMirrorPlugins() {
    const { editor } = this
    return [new Plugin({ view: (view) => new BubbleView(view, editor, this.options.linksUrl) })]
  },
  addKeyboardShortcuts() {
    return {
      "Mod-k": () => {
        const { empty } = this.editor.state.selection
        if (empty) this.editor.commands.extendMarkRange("link")
        return this.editor.view.dom.dispatchEvent(new CustomEvent("mh-editor:link"))
      },
    }
  },
})

class BubbleView {
  readonly #view: EditorView
  readonly #editor: Editor
  readonly #bubble = make("div", {
    class: "bubble",
    role: "toolbar",
    "aria-label": t("Chosen words"),
    hidden: true,
  })
  readonly #buttons = new Map<string, HTMLButtonElement>()
  readonly #form: LinkForm
  readonly #listening = new AbortController()

  constructor(view: EditorView, editor: Editor, linksUrl: string) {
    this.#view = view
    this.#editor = editor
    this.#form = new LinkForm(
      linksUrl,
      (href) => this.#link(href),
      () => this.#closeForm(),
    )
    for (const mark of MARKS) {
      this.#add(mark.name, mark.icon, mark.label(), mark.keys, () =>
        editor.chain().focus().toggleMark(mark.name).run(),
      )
    }
    this.#add("link", "link", t("Link"), "Control+K", () => this.#openForm())
    this.#bubble.append(this.#form.element)
    document.body.append(this.#bubble)
    const { signal } = this.#listening
    this.#bubble.addEventListener(
      "mousedown",
      (event) => {
        if (!(event.target instanceof HTMLInputElement)) event.preventDefault() // the words stay chosen
      },
      { signal },
    )
    this.#bubble.addEventListener("keydown", (event) => this.#onKey(event), { signal })
    view.dom.addEventListener("mh-editor:link", () => this.#openForm(), { signal })
    view.dom.addEventListener("blur", () => this.#onBlur(), { signal })
    view.dom.addEventListener("focus", () => this.update(view), { signal })
    window.addEventListener("scroll", () => this.#place(), { signal, passive: true })
  }

  update(view: EditorView): void {
    if (!this.#form.element.hidden) return
    this.#bubble.hidden = !this.#isWanted(view)
    if (this.#bubble.hidden) return
    for (const [name, button] of this.#buttons) {
      setAttributes(button, { "aria-pressed": String(this.#editor.isActive(name)) })
    }
    this.#place()
  }

  destroy(): void {
    this.#listening.abort()
    this.#bubble.remove()
  }

  #add(name: string, picture: string, label: string, keys: string, act: () => void): void {
    const button = make(
      "button",
      { type: "button", title: label, "aria-label": label, "aria-keyshortcuts": keys },
      icon(picture),
    )
    button.addEventListener("click", act)
    this.#buttons.set(name, button)
    this.#bubble.append(button)
  }

  #isWanted(view: EditorView): boolean {
    const { selection } = view.state
    if (!view.editable || selection.empty || !(selection instanceof TextSelection)) return false
    const { $from, $to } = selection
    const bold = view.state.schema.marks["bold"]
    const isText =
      $from.parent.isTextblock && bold !== undefined && $from.parent.type.allowsMarkType(bold)
    const hasWords = view.state.doc.textBetween($from.pos, $to.pos).trim() !== ""
    return isText && hasWords && (view.hasFocus() || this.#bubble.contains(document.activeElement))
  }

  #place(): void {
    if (this.#bubble.hidden) return
    const { from, to } = this.#view.state.selection
    const start = this.#view.coordsAtPos(from)
    const end = this.#view.coordsAtPos(to)
    putBeside(
      this.#bubble,
      { left: Math.min(start.left, end.left), top: start.top, bottom: end.bottom },
      "above",
    )
  }

  #openForm(): void {
    if (!this.#view.editable) return
    this.#bubble.hidden = false
    for (const button of this.#buttons.values()) button.hidden = true
    this.#form.open(this.#editor.getAttributes("link")["href"] ?? "")
    this.#place()
  }

  #closeForm(): void {
    this.#form.element.hidden = true
    for (const button of this.#buttons.values()) button.hidden = false
    this.#view.focus()
    this.update(this.#view)
  }

  /** Link the chosen words, or those of the link that the caret is in; without an address take the link away. */
  #link(href: string | null): void {
    const { state } = this.#view
    const type = state.schema.marks["link"]
    if (!type) return
    const { from, to, empty, $from } = state.selection
    const range = empty ? (getMarkRange($from, type) ?? { from, to }) : { from, to }
    const tr = state.tr.removeMark(range.from, range.to, type)
    if (href !== null && range.from === range.to) tr.insertText(href, from)
    if (href !== null)
      tr.addMark(
        range.from,
        Math.max(range.to, range.from === range.to ? from + href.length : 0),
        type.create({ href }),
      )
    this.#view.dispatch(tr)
    this.#closeForm()
  }

  #onBlur(): void {
    window.setTimeout(() => {
      if (!this.#bubble.contains(document.activeElement)) this.update(this.#view)
    }, 100)
  }

  #onKey(event: KeyboardEvent): void {
    const buttons = [...this.#buttons.values()]
    const here = buttons.indexOf(document.activeElement as HTMLButtonElement)
    if (event.key === "Escape") this.#closeForm()
    else if (here >= 0 && event.key === "ArrowRight")
      buttons.at((here + 1) % buttons.length)?.focus()
    else if (here >= 0 && event.key === "ArrowLeft") buttons.at(here - 1)?.focus()
    else return
    event.preventDefault()
  }
}
