import type { Node as PMNode } from "@tiptap/pm/model"

export interface Outline {
  readonly title: string
  readonly words: number
  readonly blocks: readonly { id: string; kind: string; level?: number; text: string }[]
}

/** What stands in the document, for panels beside it. */
export function outlineOf(doc: PMNode): Outline {
  const blocks: { id: string; kind: string; level?: number; text: string }[] = []
  let words = 0
  doc.forEach((node) => {
    const text = node.textBetween(0, node.content.size, "\n")
    words += text.split(/\s+/).filter(Boolean).length
    const level: unknown = node.attrs["level"]
    blocks.push({
      id: node.attrs["id"] ?? "",
      kind: node.type.name,
      ...(typeof level === "number" ? { level } : {}),
      text,
    })
  })
  return { title: doc.firstChild?.textContent ?? "", words, blocks }
}
