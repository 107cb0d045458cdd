import { beforeEach, expect, test } from "vitest"
import { type Kind, kindsMatching, knowKinds } from "../../src/editor/kinds"

const kind = (name: string, label: string, keywords = "", insertable = true): Kind => ({
  name,
  label,
  purpose: "",
  icon: "",
  keywords,
  insertable,
})

beforeEach(() => {
  knowKinds([
    kind("title", "Title", "", false),
    kind("bulletList", "List", "bullets"),
    kind("step", "Step", "procedure screenshot"),
    kind("choice", "Choice question", "quiz test"),
  ])
})

const names = (query: string): string[] => kindsMatching(query).map(({ name }) => name)

test("nothing typed shows all that can be added", () => {
  expect(names("")).toEqual(["bulletList", "step", "choice"])
})

test("the beginning of the name comes before that of a keyword", () => {
  expect(names("s")).toEqual(["step"])
  expect(names("quest")).toEqual(["choice"])
  expect(names("quiz")).toEqual(["choice"])
})

test("a part within is taken where nothing begins so", () => {
  expect(names("ist")).toEqual(["bulletList"])
  expect(names("zebra")).toEqual([])
})
