import { Node, type NodeViewRendererProps } from "@tiptap/core"
import { actButton, make, setAttributes, still } from "../dom"
import { icon } from "../icons"
import { chooseFiles } from "../ui/choose"
import type { Upload, Uploads } from "../uploads"
import { t } from "../words"
import { BlockView } from "./view"

/** What the server can show. A phone asked for these makes a JPEG of what its camera wrote. */
const SHOWN = "image/png, image/jpeg, image/gif, image/webp"

export interface MediaOptions {
  uploads: Uploads
  addressOf: (media: number) => string
}

const number = (name: string) => ({
  default: null,
  parseHTML: (element: HTMLElement) => Number(element.getAttribute(`data-${name}`)) || null,
  renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: attributes[name] }),
})

export const Picture = Node.create<MediaOptions>({
  name: "picture",
  // Lenient: what two people have left between them is mended, never dropped.
  content: "alternative? caption?",
  isolating: true,
  addAttributes() {
    return {
      media: number("media"),
      width: number("width"),
      height: number("height"),
      decorative: {
        default: false,
        parseHTML: (element) => element.hasAttribute("data-decorative"),
        renderHTML: ({ decorative }) => (decorative ? { "data-decorative": "" } : {}),
      },
    }
  },
  parseHTML: () => [{ tag: "figure.picture", contentElement: ".picture-words" }],
  renderHTML: ({ HTMLAttributes }) => [
    "figure",
    { ...HTMLAttributes, class: "picture" },
    ["div", { class: "picture-words" }, 0],
  ],
  addNodeView() {
    return (props) => new PictureView(props, this.options)
  },
})

export const Alternative = Node.create({
  name: "alternative",
  content: "text*",
  marks: "",
  defining: true,
  selectable: false,
  parseHTML: () => [{ tag: "p.alternative", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["p", { ...HTMLAttributes, class: "alternative" }, 0],
})

export const Caption = Node.create({
  name: "caption",
  content: "inline*",
  defining: true,
  selectable: false,
  parseHTML: () => [{ tag: "p.caption", priority: 60 }, { tag: "figcaption" }],
  renderHTML: ({ HTMLAttributes }) => ["p", { ...HTMLAttributes, class: "caption" }, 0],
})

/** The picture, what it shows in words, and whether it is only there to please. */
class PictureView extends BlockView {
  readonly dom = make("figure", { class: "picture" })
  readonly contentDOM = make("div", { class: "picture-words" })
  readonly #frame = still(make("div", { class: "picture-frame" }))
  readonly #decorative = make("input", { type: "checkbox" })
  readonly #another = actButton(t("Another picture"), () => this.#choose())
  readonly #listening = new AbortController()
  readonly #options: MediaOptions

  constructor(props: NodeViewRendererProps, options: MediaOptions) {
    super(props)
    this.#options = options
    const label = make(
      "label",
      { class: "picture-says" },
      this.#decorative,
      t("Only decoration: nothing to say about it"),
    )
    const says = still(make("div", { class: "picture-acts" }, label, this.#another))
    this.dom.append(this.#frame, this.contentDOM, says)
    const { signal } = this.#listening
    this.#decorative.addEventListener(
      "change",
      () => this.set("decorative", this.#decorative.checked),
      { signal },
    )
    options.uploads.addEventListener("change", () => this.show(), { signal })
    this.show()
  }

  destroy(): void {
    this.#listening.abort()
  }

  protected override acts(target: HTMLElement): boolean {
    return target.closest("button, label") !== null
  }

  protected override show(): void {
    const { id, media, decorative, width, height } = this.node.attrs
    setAttributes(this.dom, { "data-block-id": id, "data-media": media })
    this.dom.classList.toggle("is-decorative", decorative)
    this.#decorative.checked = decorative
    const upload = this.#options.uploads.of(id)
    const preview = upload && !upload.isRefused ? upload.preview : ""
    const source =
      preview ||
      this.#options.uploads.previewOf(media) ||
      (media === null ? "" : this.#options.addressOf(media))
    this.#another.hidden = media === null
    this.#frame.replaceChildren(...this.#shown(source, width, height))
    if (upload)
      this.#frame.append(
        upload.problem ? this.#problem(upload, id) : make("p", { class: "quiet" }, t("Sending…")),
      )
  }

  #shown(source: string, width: number | null, height: number | null): HTMLElement[] {
    if (!source) return [this.#chooser()]
    const described = this.node.firstChild?.textContent ?? ""
    return [make("img", { src: source, width, height, alt: described, draggable: "false" })]
  }

  #chooser(): HTMLElement {
    const button = make(
      "button",
      { type: "button", class: "button" },
      icon("image"),
      t("Choose a picture"),
    )
    button.addEventListener("click", () => this.#choose())
    return make(
      "div",
      { class: "picture-empty" },
      button,
      make("p", { class: "quiet" }, t("or paste a screenshot, or drop a file here")),
    )
  }

  /** What the server says no to is not sent again: another one is chosen, with the button above. */
  #problem({ problem, isRefused }: Upload, id: string): HTMLElement {
    const said = make("p", { class: "upload-problem", role: "alert" }, problem)
    const again = () => void this.#options.uploads.again(id, this.props.view)
    if (!isRefused) said.append(" ", actButton(t("Try again"), again))
    return said
  }

  #choose(): void {
    const { id } = this.node.attrs
    chooseFiles(SHOWN, ([file]) => {
      if (file) void this.#options.uploads.send(file, id, this.props.view)
    })
  }
}
