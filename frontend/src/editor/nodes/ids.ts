import { Extension } from "@tiptap/core"

/** What may stand at the top of a document, and so has an id that outlives edits, moves and releases. */
export const TOP_LEVEL = [
  "paragraph",
  "heading",
  "step",
  "picture",
  "bulletList",
  "orderedList",
  "callout",
  "choice",
  "open",
  "reflection",
  "table",
  "codeBlock",
  "file",
  "video",
  "horizontalRule",
] as const

/** Fixed nodes at the beginning; their type is their id. */
export const HEAD = ["title", "goal", "forwhom"] as const

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
const SIGNS = `${LETTERS}0123456789`

/** Twelve letters and digits, as the server makes them. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return [...bytes]
    .map((byte, place) =>
      place === 0 ? LETTERS[byte % LETTERS.length] : SIGNS[byte % SIGNS.length],
    )
    .join("")
}

/** Gives each kind of block its attribute `id`, and each block in the page its `data-block-id`. */
export const Ids = Extension.create({
  name: "ids",
  addGlobalAttributes() {
    return [
      {
        types: [...TOP_LEVEL],
        attributes: {
          id: {
            default: null,
            keepOnSplit: false,
            parseHTML: (element) => element.getAttribute("data-block-id"),
            renderHTML: ({ id }) => (id ? { "data-block-id": id } : {}),
          },
        },
      },
    ]
  },
})
