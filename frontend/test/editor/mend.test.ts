import { expect, test } from "vitest"
import { draft, find, text } from "./given"

const option = (answer: string) => ({
  type: "option",
  attrs: { id: answer },
  content: [{ type: "answer", content: [text(answer)] }, { type: "because" }],
})
const choice = (...answers: string[]) => ({
  type: "choice",
  attrs: { id: "c" },
  content: [{ type: "question", content: [text("When?")] }, ...answers.map(option)],
})

test("a choice is never left with fewer than two answers", () => {
  const state = draft(choice("six", "seven"))
  const inside = state.doc.resolve(find(state, "six"))
  const after = state.apply(state.tr.delete(inside.before(-1), inside.after(-1)))
  expect(after.doc.child(3).childCount).toBe(3)
  expect(after.doc.child(3).textContent).toBe("When?seven")
})

test("a part that a deletion took away comes back empty", () => {
  const state = draft(choice("six", "seven"))
  const question = state.doc.resolve(find(state, "When"))
  const after = state.apply(state.tr.delete(question.before(), question.after()))
  expect(after.doc.child(3).firstChild?.type.name).toBe("question")
})

test("a copied answer has an id of its own", () => {
  const state = draft(choice("six", "seven"))
  const inside = state.doc.resolve(find(state, "seven"))
  const after = state.apply(state.tr.insert(inside.after(-1), inside.node(-1)))
  const ids = after.doc
    .child(3)
    .content.content.slice(1)
    .map((node) => node.attrs["id"])
  expect(ids.slice(0, 2)).toEqual(["six", "seven"])
  expect(ids[2]).toMatch(/^[A-Za-z][A-Za-z0-9]{11}$/)
})
