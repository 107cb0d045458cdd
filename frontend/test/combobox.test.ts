import { beforeEach, expect, test, vi } from "vitest"
import "../src/elements/combobox"

beforeEach(async () => {
  document.body.innerHTML = `
    <label for="who">Who?</label>
    <mh-combobox remove="Remove"><select id="who" name="who" multiple>
      <option value="1" selected>Amara Osei</option><option value="2">Tom Wilk</option><option value="3">Leo Brandt</option>
    </select></mh-combobox>`
  await Promise.resolve()
})

const select = () => document.querySelector("select") as HTMLSelectElement
const input = () => document.querySelector("input") as HTMLInputElement
const chosen = () =>
  [...select().options].filter(({ selected }) => selected).map(({ value }) => value)

async function type(words: string): Promise<void> {
  input().value = words
  input().dispatchEvent(new Event("input", { bubbles: true }))
  await vi.waitFor(() =>
    expect(document.querySelector("[role=listbox]")).toHaveProperty("hidden", false),
  )
}

function press(key: string): void {
  input().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))
}

test("the field takes the label over from the select", () => {
  expect(input().id).toBe("who")
  expect(select().hidden).toBe(true)
})

test("typing and Enter choose", async () => {
  await type("leo")
  press("Enter")
  expect(chosen()).toEqual(["1", "3"])
})

test("who is chosen already is not offered again", async () => {
  await type("a")
  const rows = [...document.querySelectorAll("[role=option]")].map((row) => row.textContent)
  expect(rows).not.toContain("Amara Osei")
})

test("Backspace in an empty field takes the last one away", () => {
  press("Backspace")
  expect(chosen()).toEqual([])
})

test("a chip says what pressing it does", () => {
  const chip = document.querySelector<HTMLButtonElement>(".combo-chosen button")
  expect(chip?.getAttribute("aria-label")).toBe("Remove Amara Osei")
  chip?.click()
  expect(chosen()).toEqual([])
})

test("Enter before the list is there waits for it, and sends nothing", async () => {
  input().value = "leo"
  input().dispatchEvent(new Event("input", { bubbles: true }))
  const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true })
  input().dispatchEvent(enter)
  expect(enter.defaultPrevented).toBe(true)
  await vi.waitFor(() => expect(chosen()).toEqual(["1", "3"]))
})

test("a new word that was typed is taken when one goes on", () => {
  document.querySelector("mh-combobox")?.setAttribute("create", "")
  input().value = "gates"
  input().dispatchEvent(new Event("blur"))
  expect(chosen()).toEqual(["1", "gates"])
})
