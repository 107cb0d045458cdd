import { expect, test } from "vitest"
import { settle } from "../src/elements/margin"

test("remarks stand at the height of their words", () => {
  const tops = settle(
    [
      { top: 40, height: 100 },
      { top: 300, height: 80 },
    ],
    20,
  )
  expect(tops).toEqual([40, 300])
})

test("a remark that would lie over another moves below it", () => {
  const tops = settle(
    [
      { top: 40, height: 100 },
      { top: 60, height: 80 },
      { top: 70, height: 10 },
    ],
    20,
  )
  expect(tops).toEqual([40, 160, 260])
})

test("nothing stands above the margin", () => {
  expect(settle([{ top: -30, height: 10 }], 20)).toEqual([0])
})
