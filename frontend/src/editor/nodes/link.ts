import { Mark, markPasteRule, mergeAttributes } from "@tiptap/core"
import { Plugin } from "@tiptap/pm/state"

const SAFE = /^(https?:|mailto:|tel:|\/(?!\/)|#)/i
const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g

/** The address as it may stand in a link: absolute, inside this site, or a mail; null when it may not. */
export function safeHref(typed: string): string | null {
  const address = typed.trim()
  if (SAFE.test(address)) return ownPath(address)
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) return `mailto:${address}`
  if (/^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/.test(address)) return `https://${address}`
  return null
}

/** An address of this very site is kept as a path, so that it survives a move of the site. */
function ownPath(address: string): string {
  const own = `${location.origin}/`
  return address.startsWith(own) ? address.slice(own.length - 1) : address
}

export const Link = Mark.create({
  name: "link",
  priority: 1000,
  keepOnSplit: false,
  inclusive: false,
  addAttributes() {
    return { href: { default: "" } }
  },
  parseHTML() {
    return [
      {
        tag: "a[href]",
        getAttrs: (element) => {
          const href = safeHref(element.getAttribute("href") ?? "")
          return href === null ? false : { href }
        },
      },
    ]
  },
  renderHTML({ HTMLAttributes }) {
    return ["a", mergeAttributes(HTMLAttributes, { rel: "noopener nofollow", target: "_blank" }), 0]
  },
  addPasteRules() {
    return [
      markPasteRule({
        find: ADDRESS,
        type: this.type,
        getAttributes: ([address]) => ({ href: safeHref(address) ?? "" }),
      }),
    ]
  },
  addProseMirrorPlugins() {
    return [pastedOverWords(this.name), followedWithControl()]
  },
})

/** An address pasted over chosen words links them. */
function pastedOverWords(name: string): Plugin {
  return new Plugin({
    props: {
      handlePaste: (view, event) => {
        const { state } = view
        const address = event.clipboardData?.getData("text/plain").trim() ?? ""
        const type = state.schema.marks[name]
        if (!type || state.selection.empty || !/^https?:\/\/\S+$/.test(address)) return false
        if (!state.selection.$from.sameParent(state.selection.$to)) return false
        const { from, to, $from } = state.selection
        if (!$from.parent.type.allowsMarkType(type)) return false
        view.dispatch(state.tr.addMark(from, to, type.create({ href: safeHref(address) })))
        return true
      },
    },
  })
}

/** A link is text to write in; with Control or Command it is followed, in a new tab. */
function followedWithControl(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        click: (_view, event) => {
          const link = event.target instanceof Element ? event.target.closest("a[href]") : null
          if (!link) return false
          event.preventDefault()
          if (event.metaKey || event.ctrlKey)
            window.open(link.getAttribute("href") ?? "", "_blank", "noopener")
          return true
        },
      },
    },
  })
}
