import { expect, test } from "vitest"
import { fold, matching, parseOptions } from "../src/options"

const people = [
  { value: "1", label: "Amara Osei", note: "Customer care" },
  { value: "2", label: "Inês Costa", note: "Customer care" },
  { value: "3", label: "Leo Brandt", note: "Warehouse South" },
]

test("case and accents do not matter", () => {
  expect(fold(" Übergabe ")).toBe("ubergabe")
  expect(matching(people, "ines").map(({ value }) => value)).toEqual(["2"])
})

test("each word may stand in the name or in the note", () => {
  expect(matching(people, "care cos").map(({ value }) => value)).toEqual(["2"])
})

test("who begins with the words comes first", () => {
  const groups = ["South care", "Care of customers"].map((label) => ({
    value: label,
    label,
    note: "",
  }))
  expect(matching(groups, "care")[0]?.label).toBe("Care of customers")
})

test("the server answers with option lines", () => {
  const html =
    '<option value="7" data-note="Forwarding">Jonas Thiel</option><option value="">–</option>'
  expect(parseOptions(html)).toEqual([{ value: "7", label: "Jonas Thiel", note: "Forwarding" }])
})
