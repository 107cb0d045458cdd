/** Questions and changes in terms of blocks: the nodes at the top of the document. */

import type { Node as PMNode, Schema } from "@tiptap/pm/model"
import {
  type EditorState,
  NodeSelection,
  Selection,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state"
import { HEAD, newId } from "./nodes/ids"

export interface Block {
  readonly node: PMNode
  readonly pos: number
  readonly index: number
}

/** Where a block stands after it was moved: the third of eleven. */
export interface Moved {
  readonly place: number
  readonly of: number
}

const HEAD_LENGTH = HEAD.length

export function isHead(block: Block): boolean {
  return block.index < HEAD_LENGTH
}

/** The block around a position; null at the very ends of the document. */
export function blockAt(doc: PMNode, position: number): Block | null {
  const resolved = doc.resolve(position)
  const index = resolved.index(0)
  const node = doc.maybeChild(index)
  return node ? { node, index, pos: resolved.posAtIndex(index, 0) } : null
}

/** The block that is being written in. */
export function currentBlock(state: EditorState): Block | null {
  return blockAt(state.doc, state.selection.from)
}

/** All blocks that the selection touches, but not the head. */
export function selectedBlocks(state: EditorState): Block[] {
  const { from, to } = state.selection
  const touched: Block[] = []
  state.doc.forEach((node, pos, index) => {
    const block = { node, pos, index }
    const isTouched = pos <= to && pos + node.nodeSize >= from && !(pos === to && from !== to)
    if (isTouched && pos + node.nodeSize > from && !isHead(block)) touched.push(block)
  })
  return touched
}

/** A node anywhere in the document by its id. */
export function findById(doc: PMNode, id: string): { node: PMNode; pos: number } | null {
  let found: { node: PMNode; pos: number } | null = null
  doc.descendants((node, pos) => {
    if (!found && node.attrs["id"] === id) found = { node, pos }
    return !found
  })
  return found
}

/** A new block of that kind, ready to be written in. */
export function freshBlock(
  schema: Schema,
  name: string,
  attributes: Record<string, unknown> = {},
): PMNode | null {
  const type = schema.nodes[name]
  if (!type) return null
  const attrs = { ...attributes, id: newId() }
  const paragraph = () => schema.nodes["paragraph"]?.create() ?? null
  const empty = (...names: string[]) =>
    names.flatMap((inner) => schema.nodes[inner]?.create() ?? [])
  switch (name) {
    case "picture":
      return type.create(attrs, empty("alternative", "caption"))
    case "open":
    case "reflection":
      return type.create(attrs, empty("question"))
    case "choice":
      return type.create(attrs, [...empty("question"), freshOption(schema), freshOption(schema)])
    case "table":
      return freshTable(schema, attrs)
    case "bulletList":
    case "orderedList":
      return type.create(attrs, schema.nodes["listItem"]?.create(null, paragraph()))
    default:
      return type.createAndFill(attrs)
  }
}

export function freshOption(schema: Schema): PMNode {
  const parts = ["answer", "because"].flatMap((name) => schema.nodes[name]?.create() ?? [])
  return schema.node("option", { id: newId(), right: false }, parts)
}

function freshTable(schema: Schema, attrs: Record<string, unknown>): PMNode {
  const row = (cell: string) =>
    schema.node(
      "tableRow",
      null,
      [0, 1, 2].map(() => schema.node(cell, null, schema.node("paragraph"))),
    )
  return schema.node("table", attrs, [row("tableHeader"), row("tableCell"), row("tableCell")])
}

/** Put a block after another, and the caret into it. An empty paragraph gives its place. */
export function placeBlock(tr: Transaction, after: Block, node: PMNode): Transaction {
  const isEmpty = after.node.type.name === "paragraph" && after.node.content.size === 0
  const end = after.pos + after.node.nodeSize
  const at = isEmpty ? after.pos : end
  if (isEmpty) tr.replaceWith(after.pos, end, node)
  else tr.insert(at, node)
  return putCaretInto(tr, at)
}

/** The caret at the beginning of the block, or around one that holds no text. */
export function putCaretInto(tr: Transaction, pos: number): Transaction {
  const node = tr.doc.nodeAt(pos)
  if (!node) return tr
  const inside = TextSelection.findFrom(tr.doc.resolve(pos + 1), 1, true)
  const isWithin = inside !== null && inside.from < pos + node.nodeSize
  const selection = isWithin ? inside : NodeSelection.create(tr.doc, pos)
  return tr.setSelection(selection).scrollIntoView()
}

/** Move blocks that stand together so that they come before the block at `index`; ids and selection go along. */
export function moveBlocks(
  state: EditorState,
  moved: readonly Block[],
  index: number,
): Transaction | null {
  const first = moved[0]
  const last = moved.at(-1)
  if (!first || !last || index < HEAD_LENGTH || index > state.doc.childCount) return null
  if (index >= first.index && index <= last.index + 1) return null
  const start = first.pos
  const end = last.pos + last.node.nodeSize
  const target = positionBefore(state.doc, index)
  const tr = state.tr
  const slice = moved.map((block) => block.node)
  tr.delete(start, end)
  const at = tr.mapping.map(target)
  tr.insert(at, slice)
  const { from, to } = state.selection
  if (from >= start && to <= end) restoreSelection(tr, state, at - start)
  const place = (index <= first.index ? index : index - moved.length) - HEAD_LENGTH + 1
  const moves: Moved = { place, of: state.doc.childCount - HEAD_LENGTH }
  return tr.setMeta("moved", moves).scrollIntoView()
}

function restoreSelection(tr: Transaction, state: EditorState, offset: number): void {
  const { selection } = state
  const anchor = Math.min(selection.anchor + offset, tr.doc.content.size)
  const head = Math.min(selection.head + offset, tr.doc.content.size)
  if (selection instanceof NodeSelection)
    tr.setSelection(NodeSelection.create(tr.doc, selection.from + offset))
  else tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)))
}

function positionBefore(doc: PMNode, index: number): number {
  let position = 0
  for (let child = 0; child < index; child += 1) position += doc.child(child).nodeSize
  return position
}

/** Take blocks away; the document is never left without one to write in. */
export function removeBlocks(state: EditorState, blocks: readonly Block[]): Transaction | null {
  const first = blocks[0]
  const last = blocks.at(-1)
  if (!first || !last) return null
  const end = last.pos + last.node.nodeSize
  const leavesNone = state.doc.childCount - blocks.length <= HEAD_LENGTH
  const paragraph = freshBlock(state.schema, "paragraph")
  const tr =
    leavesNone && paragraph
      ? state.tr.replaceWith(first.pos, end, paragraph)
      : state.tr.delete(first.pos, end)
  return tr.setSelection(Selection.near(tr.doc.resolve(first.pos), -1)).scrollIntoView()
}

/** The same blocks again, below, with ids of their own. */
export function duplicateBlocks(state: EditorState, blocks: readonly Block[]): Transaction | null {
  const last = blocks.at(-1)
  if (!last) return null
  const at = last.pos + last.node.nodeSize
  const tr = state.tr.insert(
    at,
    blocks.map((block) => withNewIds(block.node)),
  )
  return putCaretInto(tr, at)
}

/** A copy with a new id wherever there is one. */
export function withNewIds(node: PMNode): PMNode {
  const children: PMNode[] = []
  node.forEach((child) => {
    children.push(child.isText ? child : withNewIds(child))
  })
  const attrs = node.attrs["id"] ? { ...node.attrs, id: newId() } : node.attrs
  return node.type.create(attrs, children, node.marks)
}

/** Let a block of text become another kind of it, or be wrapped; it keeps its id. */
export function turnInto(
  state: EditorState,
  block: Block,
  name: string,
  attributes: Record<string, unknown> = {},
): Transaction | null {
  const node = turned(state.schema, block.node, name, { ...attributes, id: block.node.attrs["id"] })
  if (!node) return null
  const offset = state.selection.from - block.pos
  const tr = state.tr.replaceWith(block.pos, block.pos + block.node.nodeSize, node)
  const near = Math.min(block.pos + offset, block.pos + node.nodeSize - 1)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(near)))
}

function turned(
  schema: Schema,
  node: PMNode,
  name: string,
  attrs: Record<string, unknown>,
): PMNode | null {
  const type = schema.nodes[name]
  if (!type) return null
  const inside =
    node.childCount === 1 && node.firstChild?.type.name === "paragraph" ? node.firstChild : null
  const words = node.isTextblock ? node.content : inside?.content
  if (type.isTextblock) return words === undefined ? null : type.create(attrs, words)
  const inner = node.isTextblock
    ? [schema.node("paragraph", null, node.content)]
    : paragraphsOf(node)
  if (inner.length === 0) return null
  if (name === "bulletList" || name === "orderedList") {
    return type.create(
      attrs,
      inner.map((paragraph) => schema.node("listItem", null, paragraph)),
    )
  }
  return type.create(attrs, inner)
}

/** The paragraphs in a list or box, without what only that box can hold. */
function paragraphsOf(node: PMNode): PMNode[] {
  const found: PMNode[] = []
  node.descendants((child) => {
    if (child.type.name === "paragraph") found.push(child.type.create(null, child.content))
    return !child.isTextblock
  })
  return found
}
