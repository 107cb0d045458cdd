import type { EditorView } from "@tiptap/pm/view"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { Uploads } from "../../src/editor/uploads"

const FILE = new File(["gate nine"], "gate.png", { type: "image/png" })
// The block has gone meanwhile: nothing is written into it.
const view = { state: { doc: { descendants: () => undefined } } } as unknown as EditorView

let uploads: Uploads
beforeEach(() => {
  uploads = new Uploads("/uploads/", () => "token")
})
afterEach(() => vi.unstubAllGlobals())

function answering(status: number, body: unknown): void {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(body), { status }))
}

test("what is on its way would be lost with the page; what has arrived is here already", async () => {
  answering(201, { id: 7, url: "/media/7/", name: "gate.png" })
  const sending = uploads.send(FILE, "block", view)
  expect(uploads.areUnderWay).toBe(true)
  await sending
  expect(uploads.areUnderWay).toBe(false)
  expect(uploads.previewOf(7)).toMatch(/^blob:/)
})

test("what did not arrive waits to be sent again", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new Error("no line")))
  await uploads.send(FILE, "block", view)
  expect(uploads.of("block")).toMatchObject({ isRefused: false })
  expect(uploads.areUnderWay).toBe(true)
  answering(201, { id: 7, url: "/media/7/", name: "gate.png" })
  await uploads.again("block", view)
  expect(uploads.of("block")).toBeUndefined()
})

test("somebody signed out meanwhile is led to a page, which is no file", async () => {
  vi.stubGlobal("fetch", async () => new Response("<title>Sign in</title>"))
  await uploads.send(FILE, "block", view)
  expect(uploads.of("block")).toMatchObject({ isRefused: false })
})

test.each([
  [400, { error: "This file is empty." }, "This file is empty."],
  [413, null, "This file is too large to be kept here."],
])("a refusal (%i) is said and keeps nobody on the page", async (status, body, sentence) => {
  answering(status, body)
  await uploads.send(FILE, "block", view)
  expect(uploads.of("block")).toMatchObject({ isRefused: true, problem: sentence })
  expect(uploads.areUnderWay).toBe(false)
})
