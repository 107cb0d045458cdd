import { getSchema } from "@tiptap/core"
import type { Schema } from "@tiptap/pm/model"
import { EditorState, type Plugin } from "@tiptap/pm/state"
import { schemaExtensions } from "../../src/editor/extensions"
import { BlockIds } from "../../src/editor/plugins/block-ids"
import { Mend } from "../../src/editor/plugins/mend"
import { Uploads } from "../../src/editor/uploads"

const media = {
  uploads: new Uploads("/uploads", () => ""),
  addressOf: (id: number) => `/media/${id}/`,
}

export const schema: Schema = getSchema(schemaExtensions(media))

/** The plugins that keep ids and parts in order, as the editor has them. */
export function keepers(): Plugin[] {
  return [BlockIds, Mend].flatMap((extension) => {
    const add = extension.config.addProseMirrorPlugins as (() => Plugin[]) | undefined
    return add?.call({} as never) ?? []
  })
}

type Json = Record<string, unknown>

export const text = (words: string): Json => ({ type: "text", text: words })
export const paragraph = (words: string, id: string | null = null): Json => ({
  type: "paragraph",
  attrs: { id },
  ...(words ? { content: [text(words)] } : {}),
})

/** A draft with these blocks, in an editor without a page. */
export function draft(...blocks: Json[]): EditorState {
  const head = ["title", "goal", "forwhom"].map((type) => ({ type, attrs: { id: type } }))
  const doc = schema.nodeFromJSON({ type: "doc", content: [...head, ...blocks] })
  return EditorState.create({ doc, schema, plugins: keepers() })
}

export function idsOf(state: EditorState): unknown[] {
  return state.doc.content.content.slice(3).map((node) => node.attrs["id"])
}

/** Where a text begins. */
export function find(state: EditorState, words: string): number {
  let found = -1
  state.doc.descendants((node, pos) => {
    if (found < 0 && node.isText && node.text?.includes(words))
      found = pos + node.text.indexOf(words)
  })
  return found
}
