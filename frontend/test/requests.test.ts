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

const LOST = `<template id="lost-toast"><mh-toast><p>It did not arrive.
  <small data-aside>Tell them: {reference}</small></p></mh-toast></template>
  <div id="toasts"></div><button id="outside"></button>
  <dialog id="dialog"><div id="dialog-said"></div><button id="inside"></button></dialog>`

interface Answer {
  status: number
  reference?: string
  hx?: Record<string, string>
}

function failed(by: string, answer: Answer) {
  const { status, reference = "", hx = {} } = answer
  const headers = new Headers(reference ? { "X-Request-ID": reference } : {})
  const sourceElement = document.getElementById(by)
  const ctx = { response: { status, headers }, hx, sourceElement, text: "<mh-toast>No.</mh-toast>" }
  document.dispatchEvent(new CustomEvent("htmx:after:request", { detail: { ctx } }))
  return ctx
}

test("what is refused in a dialogue is said in it, else at the edge", () => {
  document.body.innerHTML = LOST
  document.querySelector("dialog")?.setAttribute("open", "")
  const hx = () => ({ retarget: "#toasts", reswap: "beforeend" })
  expect(failed("inside", { status: 403, hx: hx() }).hx).toEqual({
    retarget: "#dialog-said",
    reswap: "innerHTML",
  })
  expect(failed("outside", { status: 403, hx: hx() }).hx).toEqual(hx())
})

test("what failed names the request to tell of, where there is one", () => {
  document.body.innerHTML = LOST
  expect(failed("outside", { status: 500, reference: "ab12cd" }).text).toContain(
    "Tell them: ab12cd",
  )
  expect(failed("outside", { status: 502 }).text).not.toContain("Tell them")
})

test("what never arrived is said where one is", () => {
  document.body.innerHTML = LOST
  document.querySelector("dialog")?.setAttribute("open", "")
  const sourceElement = document.getElementById("inside")
  document.dispatchEvent(new CustomEvent("htmx:error", { detail: { ctx: { sourceElement } } }))
  expect(document.getElementById("dialog-said")?.textContent).toContain("It did not arrive.")
  expect(document.getElementById("toasts")?.textContent).toBe("")
})
