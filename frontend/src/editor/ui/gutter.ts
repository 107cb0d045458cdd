import { type Editor, Extension } from "@tiptap/core"
import { type EditorState, Plugin } from "@tiptap/pm/state"
import type { EditorView } from "@tiptap/pm/view"
import {
  type Block,
  blockAt,
  currentBlock,
  findById,
  isHead,
  moveBlocks,
  selectedBlocks,
} from "../blocks"
import { make } from "../dom"
import { icon } from "../icons"
import { askForBlock } from "../plugins/slash"
import { t } from "../words"
import { actsFor } from "./acts"
import { Dragging } from "./dragging"
import { openMenu } from "./menu"

/**
 * At the left of the block under the pointer or the caret: add one below; move or change this one. Where no keyboard is
 * near, undo.
 */
export const Gutter = Extension.create({
  name: "gutter",
  addProseMirrorPlugins() {
    const { editor } = this
    return [new Plugin({ view: (view) => new GutterView(view, editor) })]
  },
  addKeyboardShortcuts() {
    const press = (selector: string) => () => {
      const button = this.editor.view.dom.parentElement?.querySelector<HTMLButtonElement>(selector)
      button?.click()
      return true
    }
    return { "Mod-/": press(".gutter-add"), "Mod-.": press(".gutter-handle") }
  },
})

class GutterView {
  readonly #view: EditorView
  readonly #editor: Editor
  readonly #undo = make("button", { type: "button", class: "gutter-undo" }, icon("undo-2"))
  readonly #add = make(
    "button",
    { type: "button", class: "gutter-add", "aria-keyshortcuts": "Control+/" },
    icon("plus"),
  )
  readonly #handle = make(
    "button",
    {
      type: "button",
      class: "gutter-handle",
      "aria-haspopup": "menu",
      "aria-keyshortcuts": "Control+. Alt+ArrowUp Alt+ArrowDown",
    },
    icon("grip-vertical"),
  )
  readonly #gutter = make(
    "div",
    { class: "gutter", hidden: true },
    this.#undo,
    this.#add,
    this.#handle,
  )
  readonly #dragging: Dragging
  readonly #listening = new AbortController()
  #block: Block | null = null
  #isPointedAt = false
  #closeMenu: (() => void) | null = null

  constructor(view: EditorView, editor: Editor) {
    this.#view = view
    this.#editor = editor
    this.#add.setAttribute("aria-label", t("Add a block below"))
    this.#add.title = t("Add a block below")
    this.#handle.setAttribute("aria-label", t("Move or change this block"))
    this.#handle.title = t("Drag to move, press to change")
    this.#undo.setAttribute("aria-label", t("Undo"))
    this.#undo.title = t("Undo")
    this.#undo.hidden = true
    view.dom.before(this.#gutter)
    this.#dragging = new Dragging(view)
    const { signal } = this.#listening
    const frame = view.dom.parentElement
    frame?.addEventListener("pointermove", (event) => this.#follow(event), { signal })
    view.dom.addEventListener("keydown", () => (this.#isPointedAt = false), { signal })
    window.addEventListener("resize", () => this.#stand(this.#again()), { signal })
    this.#gutter.addEventListener("mousedown", (event) => event.preventDefault(), { signal })
    this.#add.addEventListener(
      "click",
      () => this.#block && askForBlock(this.#editor, this.#block.pos),
      { signal },
    )
    this.#undo.addEventListener("click", () => editor.chain().focus().undo().run(), { signal })
    this.#handle.addEventListener("pointerdown", (event) => this.#press(event), { signal })
    this.#handle.addEventListener(
      "click",
      (event) => {
        if (event.detail === 0) this.#toggleMenu() // from the keyboard; a pointer is seen to by #press
      },
      { signal },
    )
  }

  update(view: EditorView, before: EditorState): void {
    if (this.#closeMenu) return
    this.#undo.hidden = !this.#editor.can().undo()
    const isSame = before.doc === view.state.doc && before.selection.eq(view.state.selection)
    if (!view.editable) this.#stand(null)
    else if (!isSame) this.#stand(this.#isPointedAt ? this.#again() : currentBlock(view.state))
  }

  destroy(): void {
    this.#listening.abort()
    this.#closeMenu?.()
    this.#gutter.remove()
    this.#dragging.destroy()
  }

  /** The block at which the gutter stands, after a change elsewhere. */
  #again(): Block | null {
    const { doc } = this.#view.state
    const found = this.#block && findById(doc, this.#block.node.attrs["id"] ?? "")
    return found ? blockAt(doc, found.pos) : currentBlock(this.#view.state)
  }

  #follow(event: PointerEvent): void {
    if (
      event.pointerType === "touch" ||
      this.#closeMenu ||
      !this.#view.editable ||
      event.buttons > 0
    )
      return
    if (event.target instanceof Node && this.#gutter.contains(event.target)) return
    const box = this.#view.dom.getBoundingClientRect()
    const left = Math.min(Math.max(event.clientX, box.left + 8), box.right - 8)
    const at = this.#view.posAtCoords({ left, top: event.clientY })
    this.#isPointedAt = at !== null
    if (at) this.#stand(blockAt(this.#view.state.doc, at.inside >= 0 ? at.inside : at.pos))
  }

  #stand(block: Block | null): void {
    this.#block = block && !isHead(block) ? block : null
    const dom = this.#block && this.#view.nodeDOM(this.#block.pos)
    this.#gutter.hidden = !(dom instanceof HTMLElement)
    if (!(dom instanceof HTMLElement)) return
    const line = Number.parseFloat(getComputedStyle(dom).lineHeight) || 28
    const frame = this.#view.dom.parentElement?.getBoundingClientRect().top ?? 0
    const top = dom.getBoundingClientRect().top - frame + (line - 28) / 2
    this.#gutter.style.top = `${Math.round(top)}px`
  }

  /** A short press opens the menu; pressing and moving drags. Others may meanwhile write, move and delete. */
  #press(down: PointerEvent): void {
    const id = this.#block?.node.attrs["id"]
    if (down.button !== 0 || !id) return
    this.#dragging.begin(this.#handle, down, {
      moved: () => this.#moved(id).map(({ pos }) => this.#view.nodeDOM(pos) as HTMLElement),
      drop: (index) => this.#drop(this.#moved(id), index),
      press: () => this.#toggleMenu(),
    })
  }

  #drop(moved: readonly Block[], index: number): void {
    const tr = moveBlocks(this.#view.state, moved, index)
    if (tr) this.#view.dispatch(tr)
    this.#view.focus()
  }

  /** The block with this id, or all that are selected when it is one of them; none once it is gone. */
  #moved(id: string): Block[] {
    const { state } = this.#view
    const found = findById(state.doc, id)
    const own = found && blockAt(state.doc, found.pos)
    if (!own) return []
    const selected = state.selection.empty ? [] : selectedBlocks(state)
    const isOne = selected.length > 1 && selected.some((block) => block.index === own.index)
    return isOne ? selected : [own]
  }

  #toggleMenu(): void {
    if (this.#closeMenu) {
      this.#closeMenu()
      return
    }
    const groups = actsFor(this.#editor, this.#moved(this.#block?.node.attrs["id"] ?? ""))
    this.#closeMenu = openMenu(this.#handle, t("This block"), groups, (acted) => {
      this.#closeMenu = null
      if (!acted) this.#view.focus()
    })
  }
}
