import { type Editor, Extension } from "@tiptap/core"
import { isChangeOrigin } from "@tiptap/extension-collaboration"
import type { Node as PMNode } from "@tiptap/pm/model"
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state"
import type { EditorView } from "@tiptap/pm/view"
import { type Block, currentBlock, freshBlock, isHead, placeBlock, putCaretInto } from "../blocks"
import { make, setAttributes } from "../dom"
import { icon } from "../icons"
import { type Kind, kindsMatching } from "../kinds"
import { putBeside } from "../ui/popup"
import { t } from "../words"

interface Asked {
  readonly from: number
  readonly to: number
  readonly query: string
}

const key = new PluginKey<Asked | null>("slash")
const LIST = "editor-blocks"
/** In code, in a caption and in what a picture shows, a "/" is only itself. */
const LINES = ["paragraph", "answer", "because"]

/**
 * "/" at the beginning of a line, or the "+" beside a block, shows what can be added and what it is for. Within a list,
 * a box or a question it comes below them.
 */
export const Slash = Extension.create({
  name: "slash",
  priority: 1200,
  addProseMirrorPlugins() {
    const { editor } = this
    let menu: BlockList | null = null
    return [
      new Plugin<Asked | null>({
        key,
        state: {
          init: () => null,
          apply(tr, asked, _before, state) {
            const told: unknown = tr.getMeta(key)
            if (told === "close") return null
            const isOwn = tr.docChanged && !isChangeOrigin(tr)
            return isOwn || asked !== null ? askedIn(state) : null
          },
        },
        props: {
          handleKeyDown: (_view, event) => menu?.onKey(event) ?? false,
        },
        view: (view) => {
          menu = new BlockList(view, editor)
          return menu
        },
      }),
    ]
  },
})

/** Open the list below a block, as if "/" had been typed there. */
export function askForBlock(editor: Editor, pos: number): void {
  const block = editor.state.doc.nodeAt(pos)
  const paragraph = freshBlock(editor.schema, "paragraph")
  if (!block || !paragraph) return
  const index = editor.state.doc.resolve(pos).index(0)
  const tr = placeBlock(editor.state.tr, { node: block, pos, index }, paragraph)
  editor.view.dispatch(tr.insertText("/"))
  editor.view.focus()
}

function askedIn(state: EditorState): Asked | null {
  const { $from, empty } = state.selection
  if (!empty || !LINES.includes($from.parent.type.name)) return null
  const typed = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc")
  const match = /^\/([\p{L}\p{N}-]*(?: [\p{L}\p{N}-]+)?)$/u.exec(typed)
  if (!match || $from.parent.textContent !== typed) return null
  return { from: $from.start(), to: $from.pos, query: match[1] ?? "" }
}

/** The list itself: a listbox that the text field speaks for, so that typing goes on. */
class BlockList {
  readonly #view: EditorView
  readonly #editor: Editor
  readonly #list = make("ul", {
    class: "slash",
    id: LIST,
    role: "listbox",
    "aria-label": t("Add a block"),
    tabindex: 0, // it scrolls
    hidden: true,
  })
  #kinds: Kind[] = []
  #chosen = 0
  #query: string | null = null

  constructor(view: EditorView, editor: Editor) {
    this.#view = view
    this.#editor = editor
    document.body.append(this.#list)
  }

  update(view: EditorView): void {
    const asked = key.getState(view.state)
    if (!asked || !view.editable) {
      this.#hide()
      return
    }
    if (asked.query !== this.#query) this.#show(asked.query)
    if (this.#kinds.length === 0) this.#hide()
    else if (!this.#list.hidden) putBeside(this.#list, view.coordsAtPos(asked.from))
  }

  destroy(): void {
    this.#hide()
    this.#list.remove()
  }

  onKey(event: KeyboardEvent): boolean {
    if (this.#list.hidden) return false
    switch (event.key) {
      case "ArrowDown":
        this.#choose(this.#chosen + 1)
        return true
      case "ArrowUp":
        this.#choose(this.#chosen - 1)
        return true
      case "Enter":
      case "Tab":
        this.#take(this.#kinds[this.#chosen])
        return true
      case "Escape":
        this.#giveUp()
        return true
      default:
        return false
    }
  }

  #show(query: string): void {
    this.#query = query
    this.#kinds = kindsMatching(query)
    this.#list.replaceChildren(...this.#kinds.map((kind, place) => this.#row(kind, place)))
    this.#list.hidden = this.#kinds.length === 0
    this.#choose(0)
  }

  #row(kind: Kind, place: number): HTMLElement {
    const words = make(
      "span",
      {},
      make("b", {}, kind.label),
      make("br"),
      make("span", { class: "small quiet" }, kind.purpose),
    )
    const row = make("li", { role: "option", id: `${LIST}-${place}` }, icon(kind.icon), words)
    row.addEventListener("mousedown", (event) => event.preventDefault())
    row.addEventListener("click", () => this.#take(kind))
    return row
  }

  #choose(place: number): void {
    const rows = [...this.#list.children]
    if (rows.length === 0) return
    this.#chosen = (place + rows.length) % rows.length
    for (const [at, row] of rows.entries()) {
      setAttributes(row, { "aria-selected": String(at === this.#chosen) })
    }
    rows[this.#chosen]?.scrollIntoView({ block: "nearest" })
    setAttributes(this.#view.dom, {
      "aria-controls": LIST,
      "aria-haspopup": "listbox",
      "aria-activedescendant": `${LIST}-${this.#chosen}`,
    })
  }

  #take(kind: Kind | undefined): void {
    const asked = key.getState(this.#view.state)
    if (!asked || !kind) return
    const { state } = this.#view
    const tr = state.tr.delete(asked.from, asked.to)
    const block = currentBlock(state)
    const isHere = kind.name === "paragraph" && block?.node.type.name === "paragraph"
    const node = isHere ? null : freshBlock(state.schema, kind.name)
    if (block && !isHead(block) && node) put(tr, block, asked.from, node)
    this.#view.dispatch(tr.setMeta(key, "close"))
    this.#editor.commands.focus()
  }

  /** Escape takes the question back as well. */
  #giveUp(): void {
    const asked = key.getState(this.#view.state)
    if (asked)
      this.#view.dispatch(this.#view.state.tr.delete(asked.from, asked.to).setMeta(key, "close"))
  }

  #hide(): void {
    if (this.#list.hidden && this.#query === null) return
    this.#query = null
    this.#list.hidden = true
    setAttributes(this.#view.dom, {
      "aria-controls": null,
      "aria-haspopup": null,
      "aria-activedescendant": null,
    })
  }
}

/** A picture goes into the step it was asked for in; all else comes below, or where a box would be left empty. */
function put(tr: Transaction, block: Block, asked: number, node: PMNode): void {
  const around = tr.doc.nodeAt(block.pos)
  if (!around) return
  const takesPicture = around.type.name === "step" && around.lastChild?.type.name !== "picture"
  if (takesPicture && node.type.name === "picture") {
    const end = block.pos + around.nodeSize - 1
    putCaretInto(tr.insert(end, node), end)
    return
  }
  const isLeftEmpty = clearLine(tr, asked)
  const left = tr.doc.nodeAt(block.pos)
  if (!left) return
  if (isLeftEmpty)
    putCaretInto(tr.replaceWith(block.pos, block.pos + left.nodeSize, node), block.pos)
  else placeBlock(tr, { ...block, node: left }, node)
}

/** Take away the line in which was asked, with an item that holds nothing else. Returns whether it was all there is. */
function clearLine(tr: Transaction, asked: number): boolean {
  const $asked = tr.doc.resolve(asked)
  for (let depth = $asked.depth; depth > 1; depth -= 1) {
    const { type } = $asked.node(depth)
    if (type.name !== "paragraph" && type.name !== "listItem") return false
    if ($asked.node(depth - 1).childCount === 1) continue
    const alike = $asked.node(depth - 1).children.filter((child) => child.type === type)
    if (alike.length > 1) tr.delete($asked.before(depth), $asked.after(depth))
    return false
  }
  return $asked.parent.type.name === "paragraph"
}
