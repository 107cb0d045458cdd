/** Text, lists, code and tables: TipTap's own nodes, cut to the shape that the server knows. */

import { HardBreak } from "@tiptap/extension-hard-break"
import { Heading } from "@tiptap/extension-heading"
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list"
import { Paragraph } from "@tiptap/extension-paragraph"
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table"
import { OurCodeBlock } from "./code"

const FLOW = "(paragraph | bulletList | orderedList)+"

/** Headings of other pages and programs are fitted into our two levels. */
const OurHeading = Heading.configure({ levels: [2, 3] }).extend({
  content: "inline*",
  addAttributes: () => ({ level: { default: 2, rendered: false } }),
  parseHTML: () => [
    { tag: "h1", attrs: { level: 2 } },
    { tag: "h2", attrs: { level: 2 } },
    ...["h3", "h4", "h5", "h6"].map((tag) => ({ tag, attrs: { level: 3 } })),
  ],
})

const OurListItem = ListItem.extend({ content: FLOW })
const OurOrderedList = OrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (element) => Number(element.getAttribute("start") ?? 1) || 1,
      },
    }
  },
})

function cellAttributes() {
  const span = (name: string) => ({
    default: 1,
    parseHTML: (element: HTMLElement) => Number(element.getAttribute(name) ?? 1) || 1,
  })
  return {
    colspan: span("colspan"),
    rowspan: span("rowspan"),
    colwidth: { default: null, rendered: false, parseHTML: () => null },
  }
}

const OurTable = Table.extend({
  content: "tableRow+",
  parseHTML: () => [{ tag: "table" }],
  renderHTML: ({ HTMLAttributes }) => [
    "div",
    { ...HTMLAttributes, class: "table-frame" },
    ["table", ["tbody", 0]],
  ],
}).configure({ resizable: false, View: null, allowTableNodeSelection: true })

export const textNodes = [
  Paragraph,
  OurHeading,
  BulletList,
  OurOrderedList,
  OurListItem,
  ListKeymap,
  OurCodeBlock,
  HardBreak,
  OurTable,
  TableRow.extend({ content: "(tableHeader | tableCell)+" }),
  TableHeader.extend({ content: FLOW, addAttributes: cellAttributes }),
  TableCell.extend({ content: FLOW, addAttributes: cellAttributes }),
]
