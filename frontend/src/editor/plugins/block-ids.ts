import { Extension } from "@tiptap/core"
import { isChangeOrigin } from "@tiptap/extension-collaboration"
import type { Node as PMNode } from "@tiptap/pm/model"
import { type EditorState, Plugin, type Transaction } from "@tiptap/pm/state"
import { Mapping } from "@tiptap/pm/transform"
import { HEAD, newId } from "../nodes/ids"

/**
 * Each block has an id, and no two have the same.
 *
 * After a change made here: what was moved keeps its id; of two with one id, the one that stood there before keeps
 * it; a block that took the place of another takes its id over; all others are given a new one. Changes made
 * elsewhere are left alone: whoever made them has named their blocks.
 */
export const BlockIds = Extension.create({
  name: "blockIds",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, before, after) => {
          const own = transactions.filter((tr) => tr.docChanged && !isChangeOrigin(tr))
          return own.length > 0 ? nameBlocks(own, before, after) : null
        },
      }),
    ]
  },
})

interface Named {
  readonly node: PMNode
  readonly pos: number
  id: string | null
}

function nameBlocks(
  changes: readonly Transaction[],
  before: EditorState,
  after: EditorState,
): Transaction | null {
  const mapping = new Mapping()
  for (const change of changes) mapping.appendMapping(change.mapping)
  const old = blocksOf(before.doc)
  const blocks = blocksOf(after.doc)
  const home = new Map(old.map((block) => [block.id, mapping.map(block.pos)]))
  settleDoubles(blocks, home)
  inherit(blocks, old, mapping)
  leaveToText(blocks, old)
  for (const block of blocks) block.id ??= newId()
  const tr = after.tr
  for (const block of blocks) {
    if (block.node.attrs["id"] !== block.id) tr.setNodeAttribute(block.pos, "id", block.id)
    unnameInside(block, tr)
  }
  return tr.docChanged ? tr : null
}

function blocksOf(doc: PMNode): Named[] {
  const blocks: Named[] = []
  doc.forEach((node, pos, index) => {
    if (index >= HEAD.length) blocks.push({ node, pos, id: node.attrs["id"] ?? null })
  })
  return blocks
}

/** Of several blocks with one id, the one at its old place keeps it; else the first. */
function settleDoubles(blocks: Named[], home: ReadonlyMap<string | null, number>): void {
  const holders = new Map<string, Named[]>()
  for (const block of blocks) {
    if (block.id !== null) holders.set(block.id, [...(holders.get(block.id) ?? []), block])
  }
  for (const [id, group] of holders) {
    const keeper = group.find((block) => block.pos === home.get(id)) ?? group[0]
    for (const block of group) if (block !== keeper) block.id = null
  }
}

/** A block without id takes that of what it holds, or of what stood in its place and is gone. */
function inherit(blocks: Named[], old: readonly Named[], mapping: Mapping): void {
  const present = new Set(blocks.map((block) => block.id))
  const gone = old.filter((block) => block.id !== null && !present.has(block.id))
  for (const block of blocks) {
    if (block.id !== null) continue
    const inside = idInside(block.node)
    const end = block.pos + block.node.nodeSize
    const heir = gone.find((lost) => {
      const place = mapping.map(lost.pos + 1)
      return !present.has(lost.id) && place > block.pos && place < end
    })
    const id = inside !== null && !present.has(inside) ? inside : (heir?.id ?? null)
    if (id === null) continue
    block.id = id
    present.add(id)
  }
}

/** A paragraph split at its very beginning: the id stays with the words, not with the empty line above them. */
function leaveToText(blocks: Named[], old: readonly Named[]): void {
  blocks.forEach((block, place) => {
    const next = blocks[place + 1]
    if (!next || next.id !== null || block.id === null || block.node.content.size > 0) return
    const former = old.find((one) => one.id === block.id)
    if (
      former &&
      former.node.content.size > 0 &&
      next.node.textContent === former.node.textContent
    ) {
      next.id = block.id
      block.id = null
    }
  })
}

function idInside(node: PMNode): string | null {
  let found: string | null = null
  node.descendants((child) => {
    if (found === null && isNameless(child) && child.attrs["id"]) found = child.attrs["id"]
    return found === null
  })
  return found
}

/** What stands inside a block needs no id, but options and pictures, which responses and uploads refer to. */
function isNameless(node: PMNode): boolean {
  return "id" in node.attrs && node.type.name !== "option" && node.type.name !== "picture"
}

function unnameInside(block: Named, tr: Transaction): void {
  block.node.descendants((child, offset) => {
    if (isNameless(child) && child.attrs["id"])
      tr.setNodeAttribute(block.pos + 1 + offset, "id", null)
    return !child.isTextblock
  })
}
