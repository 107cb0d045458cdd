import { Node } from "@tiptap/core"
import { t } from "../words"
import { TOP_LEVEL } from "./ids"

export const Document = Node.create({
  name: "doc",
  topNode: true,
  content: `title goal forwhom (${TOP_LEVEL.join(" | ")})+`,
})

function fixed(name: string) {
  return {
    name,
    content: "text*",
    marks: "",
    defining: true,
    isolating: true,
    selectable: false,
    addAttributes() {
      return { id: { default: name, renderHTML: () => ({ "data-block-id": name }) } }
    },
  }
}

export const Title = Node.create({
  ...fixed("title"),
  parseHTML: () => [{ tag: "h1[data-block-id=title]" }],
  renderHTML: ({ HTMLAttributes }) => ["h1", HTMLAttributes, 0],
})

export const Goal = Node.create({
  ...fixed("goal"),
  parseHTML: () => [{ tag: "p[data-block-id=goal]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => sentence(HTMLAttributes, "goal", t("After this you can")),
})

export const ForWhom = Node.create({
  ...fixed("forwhom"),
  parseHTML: () => [{ tag: "p[data-block-id=forwhom]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => sentence(HTMLAttributes, "for-whom", t("For")),
})

/**
 * A line that begins with words of ours. They are drawn by the style sheet: an element of their own beside an empty
 * text would take the caret, and what is typed then would be lost.
 */
function sentence(attributes: Record<string, string>, name: string, lead: string) {
  return ["p", { ...attributes, class: name, "data-lead": lead }, 0] as const
}
