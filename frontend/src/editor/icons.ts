/** Lucide (ISC): only those that the editor shows. */
import arrowDown from "lucide-static/icons/arrow-down.svg?raw"
import arrowUp from "lucide-static/icons/arrow-up.svg?raw"
import bold from "lucide-static/icons/bold.svg?raw"
import check from "lucide-static/icons/check.svg?raw"
import circleCheck from "lucide-static/icons/circle-check.svg?raw"
import cloudOff from "lucide-static/icons/cloud-off.svg?raw"
import code from "lucide-static/icons/code.svg?raw"
import copy from "lucide-static/icons/copy.svg?raw"
import ellipsis from "lucide-static/icons/ellipsis.svg?raw"
import feather from "lucide-static/icons/feather.svg?raw"
import footprints from "lucide-static/icons/footprints.svg?raw"
import gripVertical from "lucide-static/icons/grip-vertical.svg?raw"
import heading from "lucide-static/icons/heading.svg?raw"
import image from "lucide-static/icons/image.svg?raw"
import info from "lucide-static/icons/info.svg?raw"
import italic from "lucide-static/icons/italic.svg?raw"
import lightbulb from "lucide-static/icons/lightbulb.svg?raw"
import link from "lucide-static/icons/link.svg?raw"
import list from "lucide-static/icons/list.svg?raw"
import listOrdered from "lucide-static/icons/list-ordered.svg?raw"
import loaderCircle from "lucide-static/icons/loader-circle.svg?raw"
import messageSquareText from "lucide-static/icons/message-square-text.svg?raw"
import minus from "lucide-static/icons/minus.svg?raw"
import paperclip from "lucide-static/icons/paperclip.svg?raw"
import pilcrow from "lucide-static/icons/pilcrow.svg?raw"
import plus from "lucide-static/icons/plus.svg?raw"
import redo2 from "lucide-static/icons/redo-2.svg?raw"
import search from "lucide-static/icons/search.svg?raw"
import strikethrough from "lucide-static/icons/strikethrough.svg?raw"
import table from "lucide-static/icons/table.svg?raw"
import trash2 from "lucide-static/icons/trash-2.svg?raw"
import triangleAlert from "lucide-static/icons/triangle-alert.svg?raw"
import undo2 from "lucide-static/icons/undo-2.svg?raw"
import unlink from "lucide-static/icons/unlink.svg?raw"
import video from "lucide-static/icons/video.svg?raw"
import x from "lucide-static/icons/x.svg?raw"

const sources: Readonly<Record<string, string>> = {
  "arrow-down": arrowDown,
  "arrow-up": arrowUp,
  bold,
  check,
  "circle-check": circleCheck,
  "cloud-off": cloudOff,
  code,
  copy,
  ellipsis,
  feather,
  footprints,
  "grip-vertical": gripVertical,
  heading,
  image,
  info,
  italic,
  lightbulb,
  link,
  list,
  "list-ordered": listOrdered,
  "loader-circle": loaderCircle,
  "message-square-text": messageSquareText,
  minus,
  paperclip,
  pilcrow,
  plus,
  "redo-2": redo2,
  search,
  strikethrough,
  table,
  "trash-2": trash2,
  "triangle-alert": triangleAlert,
  "undo-2": undo2,
  unlink,
  video,
  x,
}

const parsed = new Map<string, SVGElement>()

/** The picture of that name, for decoration; an empty one where the name is unknown. */
export function icon(name: string): SVGElement {
  const known =
    parsed.get(name) ?? parse(sources[name] ?? "<svg xmlns='http://www.w3.org/2000/svg'/>")
  parsed.set(name, known)
  return known.cloneNode(true) as SVGElement
}

function parse(source: string): SVGElement {
  const svg = new DOMParser().parseFromString(source, "image/svg+xml").documentElement
  for (const { name } of [...svg.attributes]) if (name !== "viewBox") svg.removeAttribute(name)
  svg.setAttribute("class", "i")
  // Its size is the style's affair; the numbers hold where no style has come.
  for (const side of ["width", "height"]) svg.setAttribute(side, "16")
  svg.setAttribute("aria-hidden", "true")
  return document.importNode(svg, true) as unknown as SVGElement
}
