import { expect, test, vi } from "vitest"

vi.mock("htmx.org", () => ({ default: {} }))
const { isBesideThePoint } = await import("../src/requests")

test.each([403, 404, 429, 500, 503])("%i is said beside the page", (status) => {
  expect(isBesideThePoint(status)).toBe(true)
})

test.each([200, 400, 409, 422])("%i takes its place in the page", (status) => {
  expect(isBesideThePoint(status)).toBe(false)
})

test("a post carries the page's token, a question does not", () => {
  document.head.innerHTML = '<meta name="csrf-token" content="t0ken">'
  const ask = (method: string) => {
    const headers: Record<string, string> = {}
    const detail = { ctx: { request: { method, headers } } }
    document.dispatchEvent(new CustomEvent("htmx:config:request", { detail }))
    return headers
  }
  expect(ask("POST")).toEqual({ "X-CSRFToken": "t0ken" })
  expect(ask("GET")).toEqual({})
})
