import { expect, test } from "vitest"
import { relative } from "../src/elements/time"

const now = new Date("2026-11-24T12:00:00Z")
const before = (seconds: number) => relative(new Date(now.getTime() - seconds * 1000), now, "en-GB")

test.each([
  [90, "1 minute ago"],
  [3 * 3600, "3 hours ago"],
  [86_400, "yesterday"],
  [6 * 86_400, "6 days ago"],
  [-2 * 3600, "in 2 hours"],
])("%i seconds are %s", (seconds, words) => {
  expect(before(seconds)).toBe(words)
})

test("less than a minute keeps the server's words", () => {
  expect(before(20)).toBeUndefined()
})
