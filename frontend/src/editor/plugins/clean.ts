/** Text from Word, Google Docs or a web page, brought down to what a block holds. */

import { newId } from "../nodes/ids"

/** A picture that came inside the text, to be sent once its block stands. */
export interface Carried {
  readonly blockId: string
  readonly file: File
}

export interface Cleaned {
  readonly html: string
  readonly carried: readonly Carried[]
}

const NOISE = "style, script, meta, link, title, xml, [hidden], .MsoCommentReference"

export function cleanHtml(html: string): Cleaned {
  // A strict policy of the page would refuse style attributes, and say so for each: they are read as data.
  const styleless = html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/(<[^>]*?\s)style=/gi, "$1data-style=")
  // What comes from this editor, or one like it, is clean.
  if (html.includes("data-pm-slice")) return { html: styleless, carried: [] }
  const page = new DOMParser().parseFromString(styleless, "text/html")
  for (const element of page.querySelectorAll(NOISE)) element.remove()
  unwrapOffice(page)
  dropComments(page)
  unwrapGoogle(page)
  listsFromWord(page)
  const carried = carryPictures(page)
  dropEmpty(page)
  return { html: page.body.innerHTML, carried }
}

/** Elements of Word's own, such as <o:p>, give way to what they hold. */
function unwrapOffice(page: Document): void {
  for (const element of page.body.querySelectorAll("*")) {
    if (element.tagName.includes(":")) element.replaceWith(...element.childNodes)
  }
}

function dropComments(page: Document): void {
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT)
  const found: Node[] = []
  while (walker.nextNode()) found.push(walker.currentNode)
  for (const comment of found) comment.parentNode?.removeChild(comment)
}

/** Google Docs wraps everything in a bold that is not bold, and says bold by style. */
function unwrapGoogle(page: Document): void {
  for (const wrapper of page.querySelectorAll("b[id^=docs-internal-guid]"))
    wrapper.replaceWith(...wrapper.childNodes)
  for (const span of page.querySelectorAll("span[data-style]")) {
    const style = span.getAttribute("data-style") ?? ""
    const tags = [
      /font-weight:\s*(bold|[6-9]00)/i.test(style) ? "strong" : "",
      /font-style:\s*italic/i.test(style) ? "em" : "",
    ].filter(Boolean)
    for (const tag of tags) {
      const mark = page.createElement(tag)
      mark.append(...span.childNodes)
      span.append(mark)
    }
  }
}

/** Word writes a list as paragraphs with a sign in front; its level stands in the style. */
function listsFromWord(page: Document): void {
  const items = [
    ...page.querySelectorAll<HTMLElement>("p[class^=MsoListParagraph], p[data-style*=mso-list]"),
  ]
  let open: { list: HTMLElement; level: number }[] = []
  let previous: Element | null = null
  for (const item of items) {
    const level = Number(/level(\d+)/.exec(item.getAttribute("data-style") ?? "")?.[1] ?? 1)
    if (previous === null || item.previousElementSibling !== previous) open = []
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop()
    const text = item.textContent?.trim() ?? ""
    const isNumbered = /^(\d+|[a-z])[.)]/i.test(text)
    let list = open.at(-1)?.level === level ? open.at(-1)?.list : undefined
    if (!list) {
      list = page.createElement(isNumbered ? "ol" : "ul")
      const above = open.at(-1)?.list.lastElementChild
      if (above) above.append(list)
      else item.before(list)
      open.push({ list, level })
    }
    for (const sign of item.querySelectorAll("[data-style*='mso-list']")) sign.remove()
    const entry = page.createElement("li")
    entry.append(...item.childNodes)
    stripSign(entry)
    list.append(entry)
    previous = open[0]?.list ?? null
    item.remove()
  }
}

function stripSign(entry: HTMLElement): void {
  const walker = entry.ownerDocument.createTreeWalker(entry, NodeFilter.SHOW_TEXT)
  const first = walker.nextNode()
  if (first)
    first.textContent = (first.textContent ?? "").replace(
      /^\s*([·•o§–-]|\d+[.)]|[a-z][.)])\s+/i,
      "",
    )
}

/** Pictures that lie in the text itself become blocks that wait for their file; those from elsewhere go. */
function carryPictures(page: Document): Carried[] {
  const carried: Carried[] = []
  for (const image of page.querySelectorAll("img")) {
    const file = fileOf(image.getAttribute("src") ?? "")
    if (!file) {
      image.remove()
      continue
    }
    const blockId = newId()
    carried.push({ blockId, file })
    const figure = page.createElement("figure")
    figure.className = "picture"
    figure.dataset["blockId"] = blockId
    const words = page.createElement("div")
    words.className = "picture-words"
    const alternative = page.createElement("p")
    alternative.className = "alternative"
    alternative.textContent = image.alt
    const caption = page.createElement("p")
    caption.className = "caption"
    words.append(alternative, caption)
    figure.append(words)
    liftOut(image, figure)
  }
  return carried
}

/** A picture within a paragraph comes to stand behind it. */
function liftOut(image: Element, figure: Element): void {
  const paragraph = image.closest("p, h1, h2, h3, h4, h5, h6, a")
  image.remove()
  if (paragraph) paragraph.after(figure)
  else image.ownerDocument.body.append(figure)
}

function fileOf(source: string): File | null {
  const match = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/.exec(source)
  if (!match?.[1] || !match[2]) return null
  const bytes = Uint8Array.from(atob(match[2].replace(/\s/g, "")), (sign) => sign.charCodeAt(0))
  return new File([bytes], `picture.${match[1].split("/")[1]}`, { type: match[1] })
}

/** Paragraphs that only make room: the style sheet does that. */
function dropEmpty(page: Document): void {
  for (const paragraph of page.querySelectorAll("p")) {
    const isPart = paragraph.closest("figure, td, th") !== null
    if (!isPart && !paragraph.textContent?.trim() && !paragraph.querySelector("br, img"))
      paragraph.remove()
  }
}
