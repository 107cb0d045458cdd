import { expect, test } from "vitest"

test("the environment has a document", () => {
  expect(document.body).toBeInstanceOf(HTMLElement)
})
