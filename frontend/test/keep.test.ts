import { afterEach, beforeEach, expect, test, vi } from "vitest"
import "../src/elements/keep"
import { forgetAll, keepWhatDidNotArrive, read } from "../src/kept"

const PAGE = `<mh-keep key="ask"><form>
  <input name="statement" value=""><input type="password" name="secret"><textarea name="effect"></textarea>
  <p data-kept hidden><button type="button" data-forget>Start afresh</button></p></form></mh-keep>`

const statement = () => document.querySelector("[name=statement]") as HTMLInputElement
const form = () => document.querySelector("form") as HTMLFormElement
const note = () => document.querySelector("[data-kept]") as HTMLElement

async function open(html = PAGE): Promise<void> {
  document.body.innerHTML = html
  await Promise.resolve()
}

function write(words: string): void {
  statement().value = words
  statement().dispatchEvent(new Event("input", { bubbles: true }))
  vi.advanceTimersByTime(400)
}

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
})
afterEach(() => vi.useRealTimers())

test("what was typed is there when the page comes again", async () => {
  await open()
  write("read a bill of lading")
  await open()
  expect(statement().value).toBe("read a bill of lading")
  expect(note().hidden).toBe(false)
})

test("passwords are never kept", async () => {
  await open()
  write("x")
  expect(read("keep::ask")?.fields.map(([name]) => name)).toEqual(["statement", "effect"])
})

test("what has arrived is forgotten", async () => {
  await open()
  write("x")
  form().dispatchEvent(new Event("submit", { bubbles: true }))
  await open()
  expect(statement().value).toBe("")
  expect(read("keep::ask")).toBeUndefined()
})

test("a refused form keeps the words that the server sent back", async () => {
  await open()
  write("first words")
  form().dispatchEvent(new Event("submit", { bubbles: true }))
  await open(PAGE.replace('value=""', 'value="from the server" aria-invalid="true"'))
  expect(statement().value).toBe("from the server")
  expect(read("keep::ask")).toBeDefined()
})

test("an expired session in between loses nothing", async () => {
  await open()
  write("kept over the door")
  form().dispatchEvent(new Event("submit", { bubbles: true }))
  keepWhatDidNotArrive()
  await open()
  expect(statement().value).toBe("kept over the door")
})

test("signing out forgets everything", async () => {
  await open()
  write("x")
  forgetAll()
  expect(localStorage.length).toBe(0)
})

test("one can start afresh", async () => {
  await open()
  write("old")
  await open()
  document.querySelector<HTMLElement>("[data-forget]")?.click()
  expect(statement().value).toBe("")
  expect(read("keep::ask")).toBeUndefined()
})
