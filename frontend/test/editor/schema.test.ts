import { yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap"
import { expect, test } from "vitest"
import * as Y from "yjs"
import documents from "./documents.json"
import { schema } from "./given"
import server from "./schema.json"

type Attributes = Record<string, unknown>
interface Json {
  type: string
  attrs?: Attributes
  content?: Json[] | undefined
}

const defaults = (attrs: Readonly<Record<string, { default?: unknown }>>): Attributes =>
  Object.fromEntries(Object.entries(attrs).map(([name, { default: value }]) => [name, value]))

test("nodes and their attributes are those of the server's registry", () => {
  const ours = Object.entries(schema.nodes).flatMap(([name, type]) => {
    const { id: _id, ...attrs } = type.spec.attrs ?? {}
    const isKnownHere = name === "text" || name === "hardBreak"
    return isKnownHere
      ? []
      : [[name, name === "option" ? { id: null, ...defaults(attrs) } : defaults(attrs)]]
  })
  expect(Object.fromEntries(ours)).toEqual(server.nodes)
})

test("marks, their attributes and their order are the server's", () => {
  const ours = Object.entries(schema.marks).map(([name, type]) => [
    name,
    defaults(type.spec.attrs ?? {}),
  ])
  expect(ours).toEqual(server.marks)
})

/** Inside a block nothing is named: the editor shows that as null, the server not at all. */
function withoutEmptyIds(node: Json): Json {
  const attrs = { ...node.attrs }
  if (attrs["id"] === null) delete attrs["id"]
  const { attrs: _attrs, content, ...rest } = node
  return {
    ...rest,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content ? { content: content.map(withoutEmptyIds) } : {}),
  }
}

test.each(documents)("what the server wrote, the editor shows: $name", ({ update, document }) => {
  const doc = new Y.Doc()
  Y.applyUpdate(
    doc,
    Uint8Array.from(atob(update), (sign) => sign.charCodeAt(0)),
  )
  const shown = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment("default"), schema)
  shown.check()
  expect(withoutEmptyIds(shown.toJSON() as Json)).toEqual(withoutEmptyIds(document))
})
