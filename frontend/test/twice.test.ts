import { beforeEach, expect, test, vi } from "vitest"
import "../src/twice"

function aForm(method: string): HTMLFormElement {
  document.body.innerHTML = `<form method="${method}"><button>Begin</button></form>`
  const form = document.querySelector("form")
  if (form === null) throw new Error("no form")
  return form
}

/** Whether the browser would send it. */
function goes(form: HTMLFormElement, at: number): boolean {
  const event = new SubmitEvent("submit", { bubbles: true, cancelable: true })
  vi.spyOn(event, "timeStamp", "get").mockReturnValue(at)
  return form.dispatchEvent(event)
}

beforeEach(() => {
  document.body.innerHTML = ""
})

test("a second click sends nothing", () => {
  const form = aForm("post")
  expect([goes(form, 0), goes(form, 400)]).toEqual([true, false])
})

test("after a while it may go again", () => {
  const form = aForm("post")
  expect([goes(form, 0), goes(form, 6000)]).toEqual([true, true])
})

test("so it may when one has come back to the page", () => {
  const form = aForm("post")
  goes(form, 0)
  window.dispatchEvent(new Event("pageshow"))
  expect(goes(form, 400)).toBe(true)
})

test("what only asks can be asked as often as one likes", () => {
  const form = aForm("get")
  expect([goes(form, 0), goes(form, 10)]).toEqual([true, true])
})

test("what another has taken in hand is not counted", () => {
  const form = aForm("post")
  form.addEventListener("submit", (event) => event.preventDefault(), { once: true })
  expect([goes(form, 0), goes(form, 10)]).toEqual([false, true])
})
