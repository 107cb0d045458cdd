/** Questions: to choose from, to answer in one's own words, to think about. */

import { Node, type NodeViewRendererProps } from "@tiptap/core"
import { freshOption } from "../blocks"
import { make, setAttributes, still } from "../dom"
import { icon } from "../icons"
import { t } from "../words"
import { BlockView } from "./view"

const flag = (name: string) => ({
  default: false,
  parseHTML: (element: HTMLElement) => element.hasAttribute(`data-${name}`),
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] ? { [`data-${name}`]: "" } : {},
})

function words(name: string) {
  return Node.create({
    name,
    content: "inline*",
    defining: true,
    selectable: false,
    parseHTML: () => [{ tag: `p.${name}`, priority: 60 }],
    renderHTML: ({ HTMLAttributes }) => ["p", { ...HTMLAttributes, class: name }, 0],
  })
}

export const Question = words("question")
export const Answer = words("answer")
export const Because = words("because")

export const Choice = Node.create({
  name: "choice",
  // Lenient, like all below: what two people have left between them is mended, never dropped.
  content: "question? option*",
  isolating: true,
  addAttributes: () => ({ multiple: flag("multiple"), required: flag("required") }),
  parseHTML: () => [{ tag: "div.choice", contentElement: ".question-body" }],
  renderHTML: ({ HTMLAttributes }) => box(HTMLAttributes, "choice"),
  addNodeView: () => (props) => new QuestionView(props, "choice", ["multiple", "required"]),
})

export const Open = Node.create({
  name: "open",
  content: "question?",
  isolating: true,
  addAttributes: () => ({ required: flag("required") }),
  parseHTML: () => [{ tag: "div.open", contentElement: ".question-body" }],
  renderHTML: ({ HTMLAttributes }) => box(HTMLAttributes, "open"),
  addNodeView: () => (props) => new QuestionView(props, "open", ["required"]),
})

export const Reflection = Node.create({
  name: "reflection",
  content: "question?",
  isolating: true,
  parseHTML: () => [{ tag: "div.reflection", contentElement: ".question-body" }],
  renderHTML: ({ HTMLAttributes }) => box(HTMLAttributes, "reflection"),
  addNodeView: () => (props) => new QuestionView(props, "reflection", []),
})

export const Option = Node.create({
  name: "option",
  content: "answer? because?",
  isolating: true,
  selectable: false,
  addAttributes() {
    return {
      id: {
        default: null,
        keepOnSplit: false,
        parseHTML: (element) => element.getAttribute("data-option-id"),
        renderHTML: ({ id }) => ({ "data-option-id": id }),
      },
      right: flag("right"),
    }
  },
  parseHTML: () => [{ tag: "div.option", contentElement: ".option-words" }],
  renderHTML: ({ HTMLAttributes }) => [
    "div",
    { ...HTMLAttributes, class: "option" },
    ["div", { class: "option-words" }, 0],
  ],
  addNodeView: () => (props) => new OptionView(props),
})

function box(attributes: Record<string, unknown>, name: string) {
  return ["div", { ...attributes, class: name }, ["div", { class: "question-body" }, 0]] as const
}

type Flag = "multiple" | "required"
const SAYS: Readonly<Record<Flag, () => string>> = {
  multiple: () => t("Several answers may be right"),
  required: () => t("Must be answered to finish"),
}
const ABOUT: Readonly<Record<string, () => string>> = {
  choice: () => t("Choice question"),
  open: () => t("Open question: you read what they answer"),
  reflection: () => t("Reflection: only they see what they write"),
}

/** A question with its few settings below it. */
class QuestionView extends BlockView {
  readonly dom: HTMLElement
  readonly contentDOM = make("div", { class: "question-body" })
  readonly #flags = new Map<Flag, HTMLInputElement>()
  readonly #foot = still(make("div", { class: "question-foot" }))

  constructor(props: NodeViewRendererProps, name: string, flags: readonly Flag[]) {
    super(props)
    const about = still(make("p", { class: "question-kind" }, ABOUT[name]?.() ?? ""))
    this.dom = make("div", { class: name }, about, this.contentDOM, this.#foot)
    if (name === "choice") this.#foot.append(this.#adder())
    for (const name of flags) this.#foot.append(this.#checkbox(name))
    this.show()
  }

  protected override acts(target: HTMLElement): boolean {
    return this.#foot.contains(target)
  }

  protected override show(): void {
    setAttributes(this.dom, { "data-block-id": this.node.attrs["id"] })
    for (const [name, input] of this.#flags) input.checked = this.node.attrs[name] === true
  }

  #adder(): HTMLElement {
    const button = make(
      "button",
      { type: "button", class: "button is-small" },
      icon("plus"),
      t("Add an answer"),
    )
    button.addEventListener("click", () => {
      const at = this.props.getPos()
      const { view } = this.props
      if (at === undefined) return
      const end = at + this.node.nodeSize - 1
      const tr = view.state.tr.insert(end, freshOption(view.state.schema))
      view.dispatch(tr)
      this.props.editor
        .chain()
        .focus(end + 2)
        .run()
    })
    return button
  }

  #checkbox(name: Flag): HTMLElement {
    const input = make("input", { type: "checkbox" })
    this.#flags.set(name, input)
    input.addEventListener("change", () => this.set(name, input.checked))
    return make("label", {}, input, SAYS[name]())
  }
}

/** An answer, whether it is right, and why. */
class OptionView extends BlockView {
  readonly dom: HTMLElement
  readonly contentDOM = make("div", { class: "option-words" })
  readonly #right = still(make("button", { type: "button", class: "ring", role: "switch" }))

  constructor(props: NodeViewRendererProps) {
    super(props)
    this.dom = make("div", { class: "option" }, this.#right, this.contentDOM)
    this.#right.addEventListener("click", () => this.#turn())
    this.show()
  }

  protected override acts(target: HTMLElement): boolean {
    return target === this.#right
  }

  protected override show(): void {
    const isRight = this.node.attrs["right"] === true
    this.dom.classList.toggle("is-right", isRight)
    setAttributes(this.dom, { "data-option-id": this.node.attrs["id"] })
    setAttributes(this.#right, {
      "aria-checked": isRight ? "true" : "false",
      "aria-label": t("This answer is right"),
      title: isRight ? t("Right") : t("Not right"),
    })
  }

  /** Where only one answer may be right, marking it unmarks the others. */
  #turn(): void {
    const at = this.props.getPos()
    const { view } = this.props
    if (at === undefined) return
    const isRight = this.node.attrs["right"] !== true
    const tr = view.state.tr
    const $at = view.state.doc.resolve(at)
    if (isRight && $at.parent.attrs["multiple"] === false) {
      $at.parent.forEach((sibling, offset) => {
        if (sibling.attrs["right"]) tr.setNodeAttribute($at.start() + offset, "right", false)
      })
    }
    view.dispatch(tr.setNodeAttribute(at, "right", isRight))
  }
}
