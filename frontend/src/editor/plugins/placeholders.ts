import { Extension } from "@tiptap/core"
import type { Node as PMNode } from "@tiptap/pm/model"
import { type EditorState, Plugin } from "@tiptap/pm/state"
import { Decoration, DecorationSet } from "@tiptap/pm/view"
import { t } from "../words"

/** What an empty place asks for. Text beyond the head only guides where the caret is. */
const ALWAYS: Readonly<Record<string, () => string>> = {
  title: () => t("What is it about?"),
  goal: () => t("do what? One thing, in one sentence"),
  forwhom: () => t("whom? Who will use it, and when"),
  heading: () => t("Heading"),
  alternative: () => t("What does the picture show?"),
  caption: () => t("Caption, if it needs one"),
  question: () => t("What do you ask?"),
  answer: () => t("An answer"),
  because: () => t("Why it is right, or not"),
  codeBlock: () => t("What to type, exactly"),
  file: () => t("What is in it?"),
  video: () => t("What does it show, and how long is it?"),
}

export const Placeholders = Extension.create({
  name: "placeholders",
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        props: { decorations: (state) => (editor.isEditable ? guides(state) : null) },
      }),
    ]
  },
})

function guides(state: EditorState): DecorationSet {
  const found: Decoration[] = []
  state.doc.descendants((node, pos, parent) => {
    if (!node.isTextblock) return true
    const guide = node.content.size === 0 ? guideFor(node, pos, parent, state) : ""
    if (guide) {
      found.push(
        Decoration.node(pos, pos + node.nodeSize, { class: "is-empty", "data-guide": guide }),
      )
    }
    return false
  })
  return DecorationSet.create(state.doc, found)
}

function guideFor(node: PMNode, pos: number, parent: PMNode | null, state: EditorState): string {
  const always = ALWAYS[node.type.name]
  if (always) return always()
  if (node.type.name !== "paragraph" || !parent) return ""
  if (parent.type.name === "step" && parent.firstChild === node) return t("What to do, in one step")
  const isHere =
    state.selection.empty && state.selection.$from.parent === node && state.selection.from > pos
  const isOnly = parent.type.name === "doc" && parent.childCount === 4
  if (parent.type.name === "doc" && (isHere || isOnly))
    return t("Write, paste, or type / for a block")
  return parent.type.name === "callout" && parent.childCount === 1
    ? t("The one thing not to forget")
    : ""
}
