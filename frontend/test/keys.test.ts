import { beforeEach, expect, test } from "vitest"
import "../src/elements/keys"

beforeEach(() => {
  delete document.body.dataset["singleKeys"]
  document.body.innerHTML = `<mh-keys><dialog></dialog></mh-keys><input id="field">
    <ul class="rows"><li><a class="title" href="#1" id="one">1</a></li><li><a class="title" href="#2" id="two">2</a></li></ul>`
})

function press(key: string, options: KeyboardEventInit = {}, on: Element = document.body): void {
  on.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options }),
  )
}

test("J and K walk through the rows and stop at the ends", () => {
  press("j")
  expect(document.activeElement?.id).toBe("one")
  press("j")
  press("j")
  expect(document.activeElement?.id).toBe("two")
  press("k")
  expect(document.activeElement?.id).toBe("one")
})

test("keys typed into a field are the field's", () => {
  const field = document.getElementById("field") as HTMLElement
  field.focus()
  press("j", {}, field)
  expect(document.activeElement).toBe(field)
})

test("keys with a modifier are the browser's", () => {
  press("j", { ctrlKey: true })
  expect(document.activeElement).toBe(document.body)
})

test("they can be switched off", () => {
  document.body.dataset["singleKeys"] = "off"
  press("j")
  expect(document.activeElement).toBe(document.body)
})

test("beside a draft no letter leads away, not even once it is closed to the writer", () => {
  document.body.append(document.createElement("mh-editor"))
  press("j")
  expect(document.activeElement).toBe(document.body)
})
