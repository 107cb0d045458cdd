import { TextSelection } from "@tiptap/pm/state"
import { expect, test } from "vitest"
import {
  duplicateBlocks,
  moveBlocks,
  removeBlocks,
  selectedBlocks,
  turnInto,
} from "../../src/editor/blocks"
import { draft, find, idsOf, paragraph, schema } from "./given"

const ID = /^[A-Za-z][A-Za-z0-9]{11}$/

function at(state: ReturnType<typeof draft>, words: string) {
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, find(state, words))))
}

test("the first part of a split block keeps the id", () => {
  const state = draft(paragraph("onetwo", "a"))
  const after = state.apply(state.tr.split(find(state, "two")))
  expect(idsOf(after)).toEqual(["a", expect.stringMatching(ID)])
})

test("a block split before its words leaves the id with the words", () => {
  const state = draft(paragraph("one", "a"))
  const after = state.apply(state.tr.split(find(state, "one")))
  expect(idsOf(after)).toEqual([expect.stringMatching(ID), "a"])
})

test("of a block pasted above itself the one that stood there keeps the id", () => {
  const state = draft(paragraph("one", "a"), paragraph("two", "b"))
  const two = state.doc.child(4)
  const after = state.apply(state.tr.insert(find(state, "one") - 1, two))
  expect(idsOf(after)).toEqual([expect.stringMatching(ID), "a", "b"])
})

test("a move keeps the ids, and one step is one block", () => {
  const state = at(
    draft(paragraph("one", "a"), paragraph("two", "b"), paragraph("three", "c")),
    "three",
  )
  const moved = moveBlocks(state, selectedBlocks(state), 3)
  expect(moved && idsOf(state.apply(moved))).toEqual(["c", "a", "b"])
})

test("the caret goes along with the block that moves", () => {
  const state = at(draft(paragraph("one", "a"), paragraph("two", "b")), "two")
  const moved = moveBlocks(state, selectedBlocks(state), 3)
  const after = moved && state.apply(moved)
  expect(after?.selection.$from.parent.textContent).toBe("two")
})

test("nothing moves above the title, the goal and whom it is for", () => {
  const state = at(draft(paragraph("one", "a")), "one")
  expect(moveBlocks(state, selectedBlocks(state), 2)).toBeNull()
})

test("a copy has an id of its own", () => {
  const state = at(draft(paragraph("one", "a")), "one")
  const copied = duplicateBlocks(state, selectedBlocks(state))
  expect(copied && idsOf(state.apply(copied))).toEqual(["a", expect.stringMatching(ID)])
})

test("what becomes another kind keeps its id, and names nothing inside", () => {
  const state = at(draft(paragraph("one", "a")), "one")
  const [block] = selectedBlocks(state)
  const turned = block && turnInto(state, block, "callout")
  const after = turned && state.apply(turned)
  expect(after && idsOf(after)).toEqual(["a"])
  expect(after?.doc.child(3).firstChild?.attrs["id"]).toBeNull()
})

test("a wrapped block hands its id to the wrapper", () => {
  const state = draft(paragraph("one", "a"))
  const $from = state.doc.resolve(find(state, "one"))
  const range = $from.blockRange()
  const after =
    range && state.apply(state.tr.wrap(range, [{ type: schema.nodes["callout"] as never }]))
  expect(after && idsOf(after)).toEqual(["a"])
})

test("the last block leaves an empty one behind", () => {
  const state = at(draft(paragraph("one", "a")), "one")
  const removed = removeBlocks(state, selectedBlocks(state))
  const after = removed && state.apply(removed)
  expect(after?.doc.childCount).toBe(4)
  expect(after?.doc.child(3).textContent).toBe("")
})
