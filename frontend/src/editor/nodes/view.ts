import type { NodeViewRendererProps } from "@tiptap/core"
import type { Node as PMNode } from "@tiptap/pm/model"
import type { NodeView, ViewMutationRecord } from "@tiptap/pm/view"
import { isTyping } from "../dom"

/** A block with fields and buttons of its own around the words that are written in it. */
export abstract class BlockView implements NodeView {
  abstract readonly dom: HTMLElement
  abstract readonly contentDOM: HTMLElement
  protected readonly props: NodeViewRendererProps
  protected node: PMNode

  constructor(props: NodeViewRendererProps) {
    this.props = props
    this.node = props.node
  }

  /** Let the fields and buttons say what the node says. */
  protected abstract show(): void

  /** Whether this is a part that acts, so that the editor leaves its events alone; fields are in any case. */
  protected acts(_target: HTMLElement): boolean {
    return false
  }

  update(node: PMNode): boolean {
    if (node.type !== this.node.type) return false
    this.node = node
    this.show()
    return true
  }

  stopEvent(event: Event): boolean {
    return isTyping(event) || (event.target instanceof HTMLElement && this.acts(event.target))
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return !this.contentDOM.contains(mutation.target)
  }

  protected set(name: string, value: unknown): void {
    const at = this.props.getPos()
    const { view } = this.props
    if (at !== undefined) view.dispatch(view.state.tr.setNodeAttribute(at, name, value))
  }
}
