import { afterEach, expect, test } from "vitest"
import * as Y from "yjs"
import { Moves } from "../../src/editor/moves"

const SERVER = "server"
const tabs: Tab[] = []

/** A tab without a page: `moves` mends what others move. */
class Tab {
  readonly doc = new Y.Doc()
  readonly moves = new Moves(this.doc, (origin) => origin === SERVER)
  sent: Uint8Array[] = []

  constructor(known: Uint8Array) {
    this.hear(known)
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== SERVER) this.sent.push(update)
    })
    tabs.push(this)
  }

  get blocks(): Y.XmlFragment {
    return this.doc.getXmlFragment("default")
  }

  hear(...updates: Uint8Array[]): void {
    for (const update of updates) {
      Y.applyUpdate(this.doc, update, SERVER)
      this.moves.learnFrom(update)
    }
  }

  /** The server said that everything sent so far is kept. */
  hearSaved(): void {
    this.moves.learn(Y.encodeStateVector(this.doc))
  }

  block(index: number): Y.XmlElement {
    return this.blocks.get(index) as Y.XmlElement
  }

  type(index: number, at: number, words: string): void {
    const text = this.block(index).get(0) as Y.XmlText
    text.insert(at, words)
  }

  move(index: number, to: number, origin: unknown = null): void {
    this.doc.transact(() => {
      const old = this.block(index)
      const copy = paragraph(old.getAttribute("id") ?? "", said(old))
      this.blocks.delete(index, 1)
      this.blocks.insert(to, [copy])
    }, origin)
  }

  said(): string[] {
    return this.blocks.toArray().map((block) => said(block as Y.XmlElement))
  }
}

afterEach(() => {
  for (const tab of tabs.splice(0)) tab.moves.destroy()
})

const said = (block: Y.XmlElement) => block.toArray().map(String).join("")

function paragraph(id: string, words: string): Y.XmlElement {
  const element = new Y.XmlElement("paragraph")
  element.setAttribute("id", id)
  if (words) element.insert(0, [new Y.XmlText(words)])
  return element
}

function begin(...words: string[]): Uint8Array {
  const doc = new Y.Doc()
  const blocks = words.map((one, index) => paragraph(`block-${index}`, one))
  doc.getXmlFragment("default").insert(0, blocks)
  return Y.encodeStateAsUpdate(doc)
}

function two(...words: string[]): [Tab, Tab] {
  const known = begin(...words)
  return [new Tab(known), new Tab(known)]
}

test("words that are still on their way go along with the moved block", () => {
  const [tom, amara] = two("Open the list.", "Call her.")
  tom.type(0, 13, " now")
  tom.type(0, 0, "Do: ")
  amara.move(0, 1)

  tom.hear(...amara.sent)
  amara.hear(...tom.sent)

  expect(tom.said()).toEqual(["Call her.", "Do: Open the list now."])
  expect(amara.said()).toEqual(tom.said())
})

test("what the server had before the move is left to the server", () => {
  const [tom, amara] = two("Open the list.", "Call her.")
  tom.type(0, 13, " now")
  tom.hearSaved()
  amara.move(0, 1)

  tom.hear(...amara.sent)

  expect(tom.said()).toEqual(["Call her.", "Open the list."])
})

test("an empty block that moved takes them too", () => {
  const [tom, amara] = two("", "Call her.")
  tom.block(0).insert(0, [new Y.XmlText("Open it.")])
  amara.move(0, 1)

  tom.hear(...amara.sent)

  expect(tom.said()).toEqual(["Call her.", "Open it."])
})

test("they find their place also where the mover went on writing", () => {
  const [tom, amara] = two("Open the list.", "Call her.")
  tom.type(0, 8, " long")
  amara.move(0, 1)
  amara.type(1, 0, "First: ")
  amara.type(1, 21, " Then read.")

  tom.hear(...amara.sent.slice(0, 1))
  amara.hear(...tom.sent)
  tom.hear(...amara.sent.slice(1))

  expect(tom.said()[1]).toBe("First: Open the long list. Then read.")
  expect(amara.said()).toEqual(tom.said())
})

test("a block that somebody deleted takes its words", () => {
  const [tom, amara] = two("Open the list.", "Call her.")
  tom.type(0, 0, "Do: ")
  amara.blocks.delete(0, 1)

  tom.hear(...amara.sent)

  expect(tom.said()).toEqual(["Call her."])
})

test("undoing a move keeps what others wrote into the moved block", () => {
  const [tom, amara] = two("Open the list.", "Call her.")
  const undo = new Y.UndoManager(amara.blocks)
  amara.move(0, 1)
  tom.hear(...amara.sent)
  tom.type(1, 13, " now")
  amara.hear(...tom.sent)

  undo.undo()

  expect(amara.said()).toEqual(["Open the list now.", "Call her."])
})
