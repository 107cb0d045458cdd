import { type Editor, Extension } from "@tiptap/core"
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state"
import {
  type Block,
  blockAt,
  currentBlock,
  freshBlock,
  freshOption,
  isHead,
  moveBlocks,
  placeBlock,
  putCaretInto,
  selectedBlocks,
} from "../blocks"

type Change = (state: EditorState) => Transaction | null

/** What Enter, Backspace and Alt with an arrow do in our own blocks. */
export const Keys = Extension.create({
  name: "keys",
  priority: 1100,
  addKeyboardShortcuts() {
    const does =
      (change: Change) =>
      ({ editor }: { editor: Editor }): boolean => {
        const tr = change(editor.state)
        if (tr) editor.view.dispatch(tr.scrollIntoView())
        return tr !== null
      }
    return {
      Enter: does(goOn),
      "Shift-Enter": does(goOnInHead),
      "Mod-Enter": does(leaveBlock),
      Backspace: does(takeBack),
      "Alt-ArrowUp": ({ editor }) => moveSelected(editor, -1),
      "Alt-ArrowDown": ({ editor }) => moveSelected(editor, 1),
    }
  },
})

/** Move what is selected by one block; at the end of the way the key still does nothing else. */
export function moveSelected(editor: Editor, by: -1 | 1): boolean {
  const blocks = selectedBlocks(editor.state)
  const first = blocks[0]
  const last = blocks.at(-1)
  if (!first || !last) return false
  const tr = moveBlocks(editor.state, blocks, by < 0 ? first.index - 1 : last.index + 2)
  if (tr) editor.view.dispatch(tr)
  return true
}

function goOn(state: EditorState): Transaction | null {
  return goOnInHead(state) ?? goOnInParts(state) ?? goOnInStep(state) ?? leaveCallout(state)
}

/** From the title to the goal, to whom it is for, and on to the text. */
function goOnInHead(state: EditorState): Transaction | null {
  const block = currentBlock(state)
  if (!block || !isHead(block)) return null
  return putCaretInto(state.tr, block.pos + block.node.nodeSize)
}

/** From one part of a question or picture to the next; behind the last answer a new one, behind the last part the text. */
function goOnInParts(state: EditorState): Transaction | null {
  const { $from } = state.selection
  const block = currentBlock(state)
  if (!block) return null
  switch ($from.parent.type.name) {
    case "alternative":
    case "question":
      return nextPart(state) ?? leaveBlock(state)
    case "answer":
    case "because":
      return nextOption(state, block)
    case "caption":
    case "file":
    case "video":
      return leaveBlock(state)
    default:
      return null
  }
}

function nextPart(state: EditorState): Transaction | null {
  const { $from } = state.selection
  const after = $from.after()
  const next = TextSelection.findFrom(state.doc.resolve(after), 1, true)
  const block = currentBlock(state)
  const isWithin = next && block && next.from < block.pos + block.node.nodeSize
  return isWithin ? state.tr.setSelection(TextSelection.create(state.doc, next.from)) : null
}

function nextOption(state: EditorState, block: Block): Transaction | null {
  const { $from } = state.selection
  const option = $from.node(-1)
  const end = $from.after(-1)
  if (option.textContent === "") return leaveBlock(state)
  if (end < block.pos + block.node.nodeSize - 1) return putCaretInto(state.tr, end)
  return putCaretInto(state.tr.insert(end, freshOption(state.schema)), end)
}

/** Enter at the end of a step begins the next one; in an empty step it goes back to plain text. */
function goOnInStep(state: EditorState): Transaction | null {
  const { $from, empty } = state.selection
  const block = currentBlock(state)
  if (!empty || block?.node.type.name !== "step" || $from.depth !== 2) return null
  if ($from.parent.type.name !== "paragraph") return null
  if (block.node.textContent === "" && block.node.childCount === 1) {
    const paragraph = state.schema.node("paragraph", { id: block.node.attrs["id"] })
    return putCaretInto(
      state.tr.replaceWith(block.pos, block.pos + block.node.nodeSize, paragraph),
      block.pos,
    )
  }
  const rest = block.node.slice($from.pos - block.pos - 1, block.node.content.size)
  const isEnd = $from.parentOffset === $from.parent.content.size
  const next = block.node.maybeChild($from.index(1) + 1)
  if (!isEnd || (next && next.type.name !== "picture") || rest.content.size === 0) return null
  const step = freshBlock(state.schema, "step")
  return step ? placeBlock(state.tr, block, step) : null
}

/** Enter in the empty last line of a callout leaves it. */
function leaveCallout(state: EditorState): Transaction | null {
  const { $from, empty } = state.selection
  const block = currentBlock(state)
  if (!empty || block?.node.type.name !== "callout" || $from.depth !== 2) return null
  const isLast = $from.index(1) === block.node.childCount - 1
  if ($from.parent.content.size > 0 || !isLast || block.node.childCount === 1) return null
  const tr = state.tr.delete($from.before(), $from.after())
  const shortened = blockAt(tr.doc, block.pos + 1)
  const paragraph = freshBlock(state.schema, "paragraph")
  return shortened && paragraph ? placeBlock(tr, shortened, paragraph) : null
}

/** Go on below, whatever one is in. */
export function leaveBlock(state: EditorState): Transaction | null {
  const block = currentBlock(state)
  const paragraph = freshBlock(state.schema, "paragraph")
  if (!block || !paragraph) return null
  return isHead(block) ? goOnInHead(state) : placeBlock(state.tr, block, paragraph)
}

/** Backspace in an empty answer takes it away; at the beginning of an empty box, the box. */
function takeBack(state: EditorState): Transaction | null {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0) return null
  const block = currentBlock(state)
  if (!block || isHead(block)) return block && isHead(block) ? state.tr : null
  if ($from.parent.type.name === "answer") return takeBackAnswer(state, block)
  const isFirst = $from.pos === putCaretInto(state.tr, block.pos).selection.from
  const isBox =
    $from.depth > 1 &&
    block.node.type.name !== "bulletList" &&
    block.node.type.name !== "orderedList"
  if (!isBox || !isFirst || block.node.textContent !== "" || block.node.attrs["media"]) return null
  const paragraph = state.schema.node("paragraph", { id: block.node.attrs["id"] })
  return putCaretInto(
    state.tr.replaceWith(block.pos, block.pos + block.node.nodeSize, paragraph),
    block.pos,
  )
}

function takeBackAnswer(state: EditorState, block: Block): Transaction | null {
  const { $from } = state.selection
  const isEmpty = $from.node(-1).textContent === ""
  if (!isEmpty || block.node.childCount <= 3) return null
  const start = $from.before(-1)
  const tr = state.tr.delete(start, $from.after(-1))
  return tr.setSelection(TextSelection.near(tr.doc.resolve(start), -1))
}
