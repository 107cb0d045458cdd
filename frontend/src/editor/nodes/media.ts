/** A file to take along, and a film by its link. */

import { Node, type NodeViewRendererProps } from "@tiptap/core"
import { actButton, make, setAttributes, still } from "../dom"
import { icon } from "../icons"
import { chooseFiles } from "../ui/choose"
import { t } from "../words"
import type { MediaOptions } from "./picture"
import { BlockView } from "./view"

export const FileNode = Node.create<MediaOptions>({
  name: "file",
  content: "inline*",
  isolating: true,
  addAttributes() {
    return {
      media: {
        default: null,
        parseHTML: (element) => Number(element.getAttribute("data-media")) || null,
        renderHTML: ({ media }) => ({ "data-media": media }),
      },
    }
  },
  parseHTML: () => [{ tag: "div.file-card", contentElement: ".card-words" }],
  renderHTML: ({ HTMLAttributes }) => card(HTMLAttributes, "file-card"),
  addNodeView() {
    return (props) => new FileView(props, this.options)
  },
})

export const Video = Node.create({
  name: "video",
  content: "inline*",
  isolating: true,
  addAttributes() {
    return {
      url: {
        default: "",
        parseHTML: (element) => element.getAttribute("data-url") ?? "",
        renderHTML: ({ url }) => ({ "data-url": url }),
      },
    }
  },
  parseHTML: () => [{ tag: "div.video-card", contentElement: ".card-words" }],
  renderHTML: ({ HTMLAttributes }) => card(HTMLAttributes, "video-card"),
  addNodeView: () => (props) => new VideoView(props),
})

function card(attributes: Record<string, unknown>, name: string) {
  return ["div", { ...attributes, class: name }, ["p", { class: "card-words" }, 0]] as const
}

/** What both have: an icon, the words, and a place at the end for what to do. */
abstract class CardView extends BlockView {
  readonly dom: HTMLElement
  readonly contentDOM = make("p", { class: "card-words" })
  protected readonly end = still(make("div", { class: "card-end" }))

  constructor(props: NodeViewRendererProps, name: string, picture: string) {
    super(props)
    this.dom = make(
      "div",
      { class: name },
      still(make("span", {}, icon(picture))),
      this.contentDOM,
      this.end,
    )
  }

  protected override acts(target: HTMLElement): boolean {
    return this.end.contains(target)
  }
}

class FileView extends CardView {
  readonly #options: MediaOptions
  readonly #listening = new AbortController()

  constructor(props: NodeViewRendererProps, options: MediaOptions) {
    super(props, "file-card", "paperclip")
    this.#options = options
    options.uploads.addEventListener("change", () => this.show(), {
      signal: this.#listening.signal,
    })
    this.show()
  }

  destroy(): void {
    this.#listening.abort()
  }

  protected override show(): void {
    const { id, media } = this.node.attrs
    setAttributes(this.dom, { "data-block-id": id, "data-media": media })
    const upload = this.#options.uploads.of(id)
    if (upload?.problem) {
      const problem = make("p", { class: "upload-problem", role: "alert" }, upload.problem)
      this.end.replaceChildren(problem, upload.isRefused ? this.#chooser() : this.#again(id))
      return
    }
    if (upload) {
      this.end.replaceChildren(make("p", { class: "quiet" }, t("Sending…")))
      return
    }
    if (media === null) this.end.replaceChildren(this.#chooser())
    else this.end.replaceChildren(this.#look(media), this.#chooser(t("Another file")))
  }

  #look(media: number): HTMLElement {
    const href = this.#options.addressOf(media)
    return make("a", { href, target: "_blank", class: "small" }, t("Look"))
  }

  #chooser(words = t("Choose a file")): HTMLElement {
    return actButton(words, () =>
      chooseFiles("", ([file]) => {
        if (file) void this.#options.uploads.send(file, this.node.attrs["id"], this.props.view)
      }),
    )
  }

  #again(id: string): HTMLElement {
    return actButton(t("Try again"), () => void this.#options.uploads.again(id, this.props.view))
  }
}

class VideoView extends CardView {
  readonly #field = make("input", {
    type: "url",
    placeholder: "https://",
    "aria-label": t("Link to the video"),
  })

  constructor(props: NodeViewRendererProps) {
    super(props, "video-card", "video")
    this.end.append(this.#field)
    this.#field.addEventListener("change", () => this.set("url", this.#field.value.trim()))
    this.show()
  }

  protected override show(): void {
    const { id, url } = this.node.attrs
    setAttributes(this.dom, { "data-block-id": id, "data-url": url })
    if (document.activeElement !== this.#field) this.#field.value = url
  }
}
