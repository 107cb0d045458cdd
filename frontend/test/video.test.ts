import { beforeEach, expect, test } from "vitest"
import "../src/elements/video"

beforeEach(() => {
  document.body.innerHTML = `<mh-video data-embed="about:blank" data-name="How to load"><a class="video-card" href="#page">Watch</a></mh-video>`
})

test("nothing is loaded until somebody asks", () => {
  expect(document.querySelector("iframe")).toBeNull()
})

test("a click plays it in its place, under its name", () => {
  document.querySelector("a")?.click()

  expect(document.querySelector("iframe")?.title).toBe("How to load")
  expect(document.querySelector("a")).toBeNull()
})

test("a click for a new tab stays a link", () => {
  document
    .querySelector("a")
    ?.dispatchEvent(new MouseEvent("click", { ctrlKey: true, cancelable: true }))

  expect(document.querySelector("iframe")).toBeNull()
})
