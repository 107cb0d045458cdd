import type { Editor } from "@tiptap/core"
import type { Transaction } from "@tiptap/pm/state"
import { CellSelection } from "@tiptap/pm/tables"
import {
  type Block,
  currentBlock,
  duplicateBlocks,
  freshBlock,
  moveBlocks,
  putCaretInto,
  removeBlocks,
  turnInto,
} from "../blocks"
import { kindNamed } from "../kinds"
import { toneLabel, tones } from "../nodes/boxes"
import { t } from "../words"
import type { Act } from "./menu"

/** What can be done with these blocks: what only this kind can, what it can become, where it can go. */
export function actsFor(editor: Editor, blocks: readonly Block[]): Act[][] {
  const only = blocks.length === 1 ? blocks[0] : undefined
  const own = only ? ownActs(editor, only) : []
  const becoming = only ? becomingActs(editor, only) : []
  return [own, becoming, movingActs(editor, blocks)].filter((group) => group.length > 0)
}

function run(editor: Editor, tr: Transaction | null): void {
  if (tr) editor.view.dispatch(tr)
  editor.view.focus()
}

function ownActs(editor: Editor, block: Block): Act[] {
  switch (block.node.type.name) {
    case "heading":
      return headingActs(editor, block)
    case "callout":
      return tones.map((tone) => ({
        label: toneLabel(tone),
        isOn: block.node.attrs["tone"] === tone,
        does: () => run(editor, editor.state.tr.setNodeAttribute(block.pos, "tone", tone)),
      }))
    case "step":
      return stepActs(editor, block)
    case "table":
      return tableActs(editor, block)
    default:
      return []
  }
}

function headingActs(editor: Editor, block: Block): Act[] {
  const isLarge = block.node.attrs["level"] === 2
  return [
    {
      label: isLarge ? t("Make it a smaller heading") : t("Make it a larger heading"),
      icon: "heading",
      does: () =>
        run(editor, editor.state.tr.setNodeAttribute(block.pos, "level", isLarge ? 3 : 2)),
    },
  ]
}

function stepActs(editor: Editor, block: Block): Act[] {
  const picture = freshBlock(editor.schema, "picture")
  if (!picture || block.node.lastChild?.type.name === "picture") return []
  const end = block.pos + block.node.nodeSize - 1
  return [
    {
      label: t("Add a picture"),
      icon: "image",
      does: () => run(editor, editor.state.tr.insert(end, picture)),
    },
  ]
}

function tableActs(editor: Editor, block: Block): Act[] {
  const act = (
    label: string,
    icon: string,
    command:
      | "addRowAfter"
      | "addColumnAfter"
      | "deleteRow"
      | "deleteColumn"
      | "toggleHeaderRow"
      | "toggleHeaderColumn",
  ): Act => ({
    label,
    icon,
    does: () => {
      enter(editor, block)
      editor.chain().focus()[command]().run()
    },
  })
  return [
    act(t("Add a row below"), "plus", "addRowAfter"),
    act(t("Add a column after"), "plus", "addColumnAfter"),
    act(t("Delete this row"), "trash-2", "deleteRow"),
    act(t("Delete this column"), "trash-2", "deleteColumn"),
    act(t("First row says what is below it"), "table", "toggleHeaderRow"),
    act(t("First column says what is beside it"), "table", "toggleHeaderColumn"),
  ]
}

/** Rows and columns are counted from the caret: put it into this table if it is elsewhere. */
function enter(editor: Editor, block: Block): void {
  const isHere =
    currentBlock(editor.state)?.pos === block.pos || editor.state.selection instanceof CellSelection
  if (!isHere) editor.view.dispatch(putCaretInto(editor.state.tr, block.pos))
}

const TEXT = ["paragraph", "heading", "step", "bulletList", "orderedList", "callout"]

function becomingActs(editor: Editor, block: Block): Act[] {
  const { node } = block
  if (!TEXT.includes(node.type.name)) return []
  return TEXT.filter((name) => name !== node.type.name).flatMap((name) => {
    const kind = kindNamed(name)
    const fits =
      editor.schema.nodes[name]?.isTextblock !== true || node.isTextblock || soleParagraph(block)
    if (!kind || !fits) return []
    const does = (): void => run(editor, turnInto(editor.state, block, name))
    return [{ label: t("Turn into: {kind}", { kind: kind.label }), icon: kind.icon, does }]
  })
}

function soleParagraph(block: Block): boolean {
  return block.node.childCount === 1 && block.node.firstChild?.type.name === "paragraph"
}

function movingActs(editor: Editor, blocks: readonly Block[]): Act[] {
  const first = blocks[0]
  const last = blocks.at(-1)
  if (!first || !last) return []
  return [
    {
      label: t("Move up"),
      icon: "arrow-up",
      keys: "Alt ↑",
      does: () => run(editor, moveBlocks(editor.state, blocks, first.index - 1)),
    },
    {
      label: t("Move down"),
      icon: "arrow-down",
      keys: "Alt ↓",
      does: () => run(editor, moveBlocks(editor.state, blocks, last.index + 2)),
    },
    {
      label: t("Duplicate"),
      icon: "copy",
      does: () => run(editor, duplicateBlocks(editor.state, blocks)),
    },
    {
      label: t("Delete"),
      icon: "trash-2",
      does: () => run(editor, removeBlocks(editor.state, blocks)),
    },
  ]
}
