import { Node, type NodeViewRenderer } from "@tiptap/core"
import { make, still } from "../dom"
import { icon } from "../icons"
import { t } from "../words"

const TONES = {
  tip: { icon: "lightbulb", label: () => t("Tip") },
  warning: { icon: "triangle-alert", label: () => t("Warning") },
  note: { icon: "info", label: () => t("Note") },
} as const

export type Tone = keyof typeof TONES
export const tones = Object.keys(TONES) as Tone[]
export const toneLabel = (tone: Tone): string => TONES[tone].label()

function isTone(value: unknown): value is Tone {
  return typeof value === "string" && value in TONES
}

/** The one thing not to forget. Its button goes through the tones. */
export const Callout = Node.create({
  name: "callout",
  content: "(paragraph | bulletList | orderedList)+",
  defining: true,
  addAttributes() {
    return {
      tone: {
        default: "tip",
        parseHTML: (element) =>
          TONE_CLASSES.find((tone) => element.classList.contains(`is-${tone}`)) ?? "tip",
        renderHTML: () => ({}),
      },
    }
  },
  parseHTML: () => [{ tag: "div.callout", contentElement: ".callout-body" }],
  renderHTML: ({ node, HTMLAttributes }) => [
    "div",
    { ...HTMLAttributes, class: `callout is-${node.attrs["tone"]}` },
    ["div", { class: "callout-body" }, 0],
  ],
  addNodeView: () => calloutView,
})

const TONE_CLASSES = tones

const calloutView: NodeViewRenderer = ({ node, view, getPos }) => {
  const button = make("button", { type: "button" })
  const contentDOM = make("div", { class: "callout-body" })
  const dom = make("div", {}, still(make("p", { class: "callout-kind" }, button)), contentDOM)
  let shown = node

  const show = (): void => {
    const tone = isTone(shown.attrs["tone"]) ? shown.attrs["tone"] : "tip"
    dom.className = `callout is-${tone}`
    dom.dataset["blockId"] = shown.attrs["id"] ?? ""
    button.replaceChildren(icon(TONES[tone].icon), toneLabel(tone))
    button.setAttribute(
      "aria-label",
      t("{tone}: change what kind of callout this is", { tone: toneLabel(tone) }),
    )
  }
  button.addEventListener("click", () => {
    const next = tones[(tones.indexOf(shown.attrs["tone"]) + 1) % tones.length]
    const at = getPos()
    if (at !== undefined) view.dispatch(view.state.tr.setNodeAttribute(at, "tone", next))
  })
  show()
  return {
    dom,
    contentDOM,
    update: (node) => {
      if (node.type !== shown.type) return false
      shown = node
      show()
      return true
    },
    stopEvent: (event) => event.target instanceof globalThis.Node && button.contains(event.target),
    ignoreMutation: (mutation) => !contentDOM.contains(mutation.target),
  }
}

/** One thing to do; steps that follow each other are numbered together by the style sheet. */
export const Step = Node.create({
  name: "step",
  content: "(paragraph | bulletList | codeBlock | picture)+",
  defining: true,
  parseHTML: () => [{ tag: "div.step", contentElement: ".step-body" }],
  renderHTML: ({ HTMLAttributes }) => [
    "div",
    { ...HTMLAttributes, class: "step" },
    ["div", { class: "step-body" }, 0],
  ],
})
