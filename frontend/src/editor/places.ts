/** Where a caret stands in a block, said in the block's own signs, so that it can be found again elsewhere. */

import type { Node as PMNode } from "@tiptap/pm/model"
import { BEGINNING, BREAK } from "./exchanged"

export interface Places {
  readonly signs: string
  /** How many signs stand before a position; positions count from before the block. */
  indexOf(position: number): number
  positionAfter(count: number): number
}

export function placesIn(block: PMNode): Places {
  let signs = ""
  const ends: number[] = []
  const put = (sign: string, end: number) => {
    signs += sign
    ends.push(end)
  }
  const add = (node: PMNode, pos: number) => {
    if (node.isTextblock) put(BEGINNING, pos + 1)
    const words = node.isText ? (node.text ?? "") : ""
    for (let index = 0; index < words.length; index += 1) put(words.charAt(index), pos + index + 1)
    if (node.isInline && !node.isText) put(BREAK, pos + node.nodeSize)
  }
  add(block, 0)
  block.descendants((node, pos) => add(node, pos + 1))
  return {
    signs,
    indexOf: (position) => ends.filter((end) => end <= position).length,
    positionAfter: (count) => ends[Math.max(count, 1) - 1] ?? 1,
  }
}
