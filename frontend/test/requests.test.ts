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

const WRITTEN = `<details open><form id="mine"><textarea name="reason"></textarea></form></details>
  <form id="other"><input name="value" value=""></form>`

function swapped(ctx: object): void {
  document.body.innerHTML = WRITTEN
  for (const field of document.querySelectorAll<HTMLInputElement>("form [name]"))
    field.value = "words"
  const form = document.getElementById("mine")
  const detail = {
    ctx: { sourceElement: form, swap: "outerMorph", response: { status: 200 }, ...ctx },
  }
  document.dispatchEvent(new CustomEvent("htmx:before:swap", { detail }))
}

const words = () =>
  [...document.querySelectorAll<HTMLInputElement>("form [name]")].map((field) => field.value)

test("what has arrived is gone from its form, what stands half typed beside it stays", () => {
  swapped({})
  expect(words()).toEqual(["", "words"])
  expect(document.querySelector("details")?.open).toBe(false)
})

test.each([
  { response: { status: 422 } },
  { response: { status: 403 }, hx: { retarget: "#toasts" } },
  { swap: "outerHTML" },
])("what did not arrive stays: %o", (ctx) => {
  swapped(ctx)
  expect(words()).toEqual(["words", "words"])
})

function answered(status: number, by: string): Record<string, string> {
  const hx: Record<string, string> = { redirect: "/account/login/" }
  const ctx = { response: { status }, hx, sourceEvent: new Event(by) }
  document.dispatchEvent(new CustomEvent("htmx:after:request", { detail: { ctx } }))
  return hx
}

test.each(["live:authors", "mh-editor:saved", "load", "input"])(
  "%s leads nobody away to sign in",
  (by) => {
    expect(answered(401, by)).toEqual({ reswap: "none" })
  },
)

test("who does something without a session is led to sign in", () => {
  expect(answered(401, "submit")).toEqual({ redirect: "/account/login/" })
})
