import { Extension } from "@tiptap/core"
import { isChangeOrigin } from "@tiptap/extension-collaboration"
import type { Node as PMNode } from "@tiptap/pm/model"
import { Plugin, type Transaction } from "@tiptap/pm/state"
import { freshOption } from "../blocks"
import { newId } from "../nodes/ids"

/** The parts that each box must have, in order. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  picture: ["alternative", "caption"],
  choice: ["question"],
  open: ["question"],
  reflection: ["question"],
  option: ["answer", "because"],
}
const FEWEST_OPTIONS = 2

/**
 * Puts back the parts that a deletion across several boxes took away.
 *
 * The schema itself is lenient: a strict one would have the whole box thrown away when two people take out one part
 * each. So strictness is asked only of what is done here.
 */
export const Mend = Extension.create({
  name: "mend",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, _before, after) => {
          if (!transactions.some((tr) => tr.docChanged && !isChangeOrigin(tr))) return null
          const tr = mend(after.doc, after.tr)
          return tr.docChanged ? tr : null
        },
      }),
    ]
  },
})

function mend(doc: PMNode, tr: Transaction): Transaction {
  const seen = new Set<string>()
  doc.descendants((node, pos) => {
    if (node.isTextblock) return false
    const at = tr.mapping.map(pos)
    if (node.type.name in PARTS) mendParts(node, at, tr)
    if (node.type.name === "choice") mendOptions(node, at, tr)
    if (node.type.name === "option") nameOption(node, at, seen, tr)
    return true
  })
  return tr
}

function mendParts(node: PMNode, at: number, tr: Transaction): void {
  let place = at + 1
  let child = 0
  for (const name of PARTS[node.type.name] ?? []) {
    const present = node.maybeChild(child)
    if (present?.type.name === name) {
      place += present.nodeSize
      child += 1
      continue
    }
    const part = node.type.schema.node(name)
    tr.insert(place, part)
    place += part.nodeSize
  }
}

function mendOptions(node: PMNode, at: number, tr: Transaction): void {
  let options = 0
  node.forEach((child) => {
    if (child.type.name === "option") options += 1
  })
  const added = tr.doc.nodeAt(at)
  if (!added) return
  for (; options < FEWEST_OPTIONS; options += 1) {
    const end = at + (tr.doc.nodeAt(at)?.nodeSize ?? added.nodeSize) - 1
    tr.insert(end, freshOption(node.type.schema))
  }
}

/** Options are named like blocks, since responses refer to them. */
function nameOption(node: PMNode, at: number, seen: Set<string>, tr: Transaction): void {
  const id: unknown = node.attrs["id"]
  if (typeof id === "string" && id && !seen.has(id)) seen.add(id)
  else tr.setNodeAttribute(at, "id", newId())
}
