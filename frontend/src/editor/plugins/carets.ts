import { Extension } from "@tiptap/core"
import { yCursorPlugin } from "@tiptap/y-tiptap"
import type { Awareness } from "y-protocols/awareness"
import { make } from "../dom"

/** Somebody in the draft, as the server names them. */
export interface Person {
  readonly id: number
  readonly name: string
  readonly initials: string
  readonly tint: number
  readonly photo: string
}

/** Where the others write: a caret with a name, and what they have chosen. Colours come from the style sheet. */
export const Carets = Extension.create<{ awareness: Awareness }>({
  name: "carets",
  addProseMirrorPlugins() {
    return [
      yCursorPlugin(this.options.awareness, {
        cursorBuilder: (user: Partial<Person>) =>
          make(
            "span",
            { class: `caret tint-${user.tint ?? 1}` },
            "\u2060",
            make("span", { class: "caret-name", contenteditable: "false" }, firstName(user.name)),
            "\u2060",
          ),
        selectionBuilder: (user: Partial<Person>) => ({
          class: `caret-chosen tint-${user.tint ?? 1}`,
        }),
      }),
    ]
  },
})

function firstName(name: string | undefined): string {
  return name?.split(/\s+/)[0] ?? ""
}
