import { Extension } from "@tiptap/core"
import { Fragment, type Node as PMNode, Slice } from "@tiptap/pm/model"
import { Plugin } from "@tiptap/pm/state"
import type { EditorView } from "@tiptap/pm/view"
import { type Block, blockAt, currentBlock, freshBlock, isHead, placeBlock } from "../blocks"
import { HEAD, newId } from "../nodes/ids"
import type { Uploads } from "../uploads"
import { type Carried, cleanHtml } from "./clean"

/** Paste: the main way in. */
export const Paste = Extension.create<{ uploads: Uploads }>({
  name: "pasting",
  priority: 1150,
  addProseMirrorPlugins() {
    const { uploads } = this.options
    let carried: readonly Carried[] = []
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => {
            const cleaned = cleanHtml(html)
            carried = cleaned.carried
            return cleaned.html
          },
          transformPasted: (slice, view) => {
            sendSoon(carried, uploads, view)
            carried = []
            return withoutHead(slice, view)
          },
          handlePaste: (view, event, slice) => {
            const files = filesIn(event.clipboardData)
            if (files.length > 0) return takeFiles(view, files, currentBlock(view.state), uploads)
            return pasteIntoHead(view, event.clipboardData?.getData("text/plain") ?? "", slice)
          },
        },
      }),
    ]
  },
})

/** The files of a clipboard that is about files: a spreadsheet puts a picture of itself beside its table. */
function filesIn(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])]
  const html = data?.getData("text/html") ?? ""
  const text = data?.getData("text/plain") ?? ""
  return text.trim() !== "" || /<table|<p[ >]/i.test(html) ? [] : files
}

/** One picture goes where one is, several become steps; other files stand below each other. */
export function takeFiles(
  view: EditorView,
  files: readonly File[],
  near: Block | null,
  uploads: Uploads,
): boolean {
  const body = lastOfHead(view)
  let after = near && !isHead(near) ? near : body
  if (!after) return false
  const pictures = files.filter((file) => file.type.startsWith("image/"))
  const only = pictures.length === 1 ? pictures[0] : undefined
  const sole = files.length === 1 ? files[0] : undefined
  if (sole && intoEmpty(view, after, sole, uploads)) return true
  if (only && sole && intoStep(view, after, only, uploads)) return true
  for (const file of files) {
    const name = !pictures.includes(file) ? "file" : only ? "picture" : "step"
    after = placeFile(view, file, name, after, uploads) ?? after
  }
  return true
}

function placeFile(
  view: EditorView,
  file: File,
  name: string,
  after: Block,
  uploads: Uploads,
): Block | null {
  const { schema } = view.state
  const picture = freshBlock(schema, "picture")
  const block =
    name === "step" && picture
      ? schema.node("step", { id: newId() }, [schema.node("paragraph"), picture])
      : name === "picture"
        ? picture
        : freshBlock(schema, name)
  if (!block) return null
  view.dispatch(placeBlock(view.state.tr, after, block))
  void uploads.send(file, idOfMedia(block), view)
  return currentBlock(view.state)
}

/** A picture or file that is still to be chosen is chosen with it. */
function intoEmpty(view: EditorView, block: Block, file: File, uploads: Uploads): boolean {
  const last = block.node.type.name === "step" ? block.node.lastChild : block.node
  const isPicture = last?.type.name === "picture" && file.type.startsWith("image/")
  if (!last || !(isPicture || last.type.name === "file")) return false
  const id: string = last.attrs["id"]
  const upload = uploads.of(id)
  if (last.attrs["media"] !== null || (upload && !upload.isRefused)) return false
  void uploads.send(file, id, view)
  return true
}

/** A step without a picture takes the one that is pasted into it. */
function intoStep(view: EditorView, step: Block, file: File, uploads: Uploads): boolean {
  if (step.node.type.name !== "step" || step.node.lastChild?.type.name === "picture") return false
  const picture = freshBlock(view.state.schema, "picture")
  if (!picture) return false
  view.dispatch(view.state.tr.insert(step.pos + step.node.nodeSize - 1, picture))
  void uploads.send(file, picture.attrs["id"], view)
  return true
}

function idOfMedia(block: PMNode): string {
  let id: string = block.attrs["id"]
  block.descendants((node) => {
    if (node.type.name === "picture") id = node.attrs["id"]
  })
  return id
}

function lastOfHead(view: EditorView): Block | null {
  let pos = 0
  for (let index = 0; index < HEAD.length - 1; index += 1)
    pos += view.state.doc.child(index).nodeSize
  return blockAt(view.state.doc, pos)
}

/** Once the pasted blocks stand in the document, send what they wait for. */
function sendSoon(carried: readonly Carried[], uploads: Uploads, view: EditorView): void {
  if (carried.length === 0) return
  window.setTimeout(() => {
    for (const { file, blockId } of carried) void uploads.send(file, blockId, view)
  })
}

/** A whole draft pasted into another: its title becomes a heading there. */
function withoutHead(slice: Slice, view: EditorView): Slice {
  const { schema } = view.state
  const heads: readonly string[] = HEAD
  const nodes: PMNode[] = []
  let hasHead = false
  slice.content.forEach((node) => {
    const isOfHead = heads.includes(node.type.name)
    hasHead ||= isOfHead
    if (!isOfHead) nodes.push(node)
    else if (node.type.name === "title")
      nodes.push(schema.node("heading", { level: 2 }, node.content))
    else if (node.content.size > 0) nodes.push(schema.node("paragraph", null, node.content))
  })
  return hasHead ? new Slice(Fragment.from(nodes), slice.openStart, slice.openEnd) : slice
}

/** Into the title goes one line; what comes with it begins the text. */
function pasteIntoHead(view: EditorView, text: string, slice: Slice): boolean {
  const { state } = view
  const block = currentBlock(state)
  if (!block || !isHead(block)) return false
  const [line = "", ...others] = text.split(/\s*\n\s*/).filter(Boolean)
  let tr = state.tr.insertText(line)
  if (others.length > 0) {
    const first = slice.content.firstChild
    const rest: PMNode[] = []
    slice.content.forEach((node) => {
      if (
        node !== first &&
        state.schema.topNodeType.contentMatch.matchType(node.type) !== undefined
      )
        rest.push(node)
    })
    const at = headEnd(tr.doc)
    tr = tr.insert(
      at,
      rest.filter((node) => !node.isInline),
    )
  }
  view.dispatch(tr.scrollIntoView())
  return true
}

function headEnd(doc: PMNode): number {
  let pos = 0
  for (let index = 0; index < HEAD.length; index += 1) pos += doc.child(index).nodeSize
  return pos
}
