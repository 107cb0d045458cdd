import { afterEach, beforeEach, expect, test, vi } from "vitest"
import "../src/elements/toast"

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = "<mh-toast><button data-close>×</button></mh-toast>"
})
afterEach(() => vi.useRealTimers())

const toast = () => document.querySelector("mh-toast")

test("it goes by itself", () => {
  vi.advanceTimersByTime(7_000)
  expect(toast()).toBeNull()
})

test("it waits while somebody is in it", () => {
  toast()?.dispatchEvent(new Event("focusin"))
  vi.advanceTimersByTime(60_000)
  expect(toast()).not.toBeNull()
})

test("it can be closed", () => {
  document.querySelector("button")?.click()
  expect(toast()).toBeNull()
})

test("the same word is not said twice side by side", () => {
  document.body.innerHTML = "<div><mh-toast>Kept.</mh-toast><mh-toast>Gone.</mh-toast></div>"
  document.querySelector("div")?.insertAdjacentHTML("beforeend", "<mh-toast>Kept.</mh-toast>")
  expect([...document.querySelectorAll("mh-toast")].map((one) => one.textContent)).toEqual([
    "Gone.",
    "Kept.",
  ])
})
