/** Code, letter by letter, and the language that it is in. */

import type { NodeViewRendererProps } from "@tiptap/core"
import { CodeBlock } from "@tiptap/extension-code-block"
import { make, setAttributes, still } from "../dom"
import { t } from "../words"
import { BlockView } from "./view"

const LONGEST = 40

export const OurCodeBlock = CodeBlock.extend({
  addAttributes() {
    return { language: { default: null, rendered: false, parseHTML: languageOf } }
  },
  addNodeView() {
    return (props) => new CodeView(props)
  },
}).configure({ HTMLAttributes: { class: "code" }, exitOnTripleEnter: true })

function languageOf(element: HTMLElement): string | null {
  return (
    element.dataset["language"] ??
    /(?:^|\s)language-(\S+)/.exec(element.querySelector("code")?.className ?? "")?.[1] ??
    null
  )
}

/** A line for the language stands above the code; it is kept when one leaves it. */
class CodeView extends BlockView {
  readonly dom: HTMLElement
  readonly contentDOM = make("code")
  readonly #field = make("input", {
    type: "text",
    maxlength: LONGEST,
    spellcheck: "false",
    autocapitalize: "off",
    placeholder: t("Language, if it matters"),
    "aria-label": t("Language of the code"),
  })

  constructor(props: NodeViewRendererProps) {
    super(props)
    this.dom = make(
      "div",
      { class: "code-block" },
      still(make("p", { class: "code-kind" }, this.#field)),
      make("pre", { class: "code" }, this.contentDOM),
    )
    this.#field.addEventListener("change", () => this.#keep())
    this.#field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "ArrowDown") return
      event.preventDefault()
      this.#keep()
      const at = props.getPos()
      if (at === undefined) return
      // Not commands.focus, which waits for the next frame: what is typed at once belongs to the code.
      props.editor.commands.setTextSelection(at + 1)
      props.view.focus()
    })
    this.show()
  }

  protected override show(): void {
    setAttributes(this.dom, { "data-block-id": this.node.attrs["id"] })
    if (document.activeElement !== this.#field)
      this.#field.value = this.node.attrs["language"] ?? ""
  }

  #keep(): void {
    const language = this.#field.value.trim().slice(0, LONGEST) || null
    if (language !== this.node.attrs["language"]) this.set("language", language)
  }
}
