/**
 * Words written here into a block that somebody else moves at that moment.
 *
 * Yjs has no move: the block is deleted, and one with the same id put elsewhere. What the server knew before the move it
 * has put into the new block already (`manyhands/collab/ydoc/moves.py`); what was still on its way is put there by the
 * browser it was written in, and the caret goes along. The same after an undo here, for the words of others.
 */

import { type EditorState, NodeSelection, TextSelection } from "@tiptap/pm/state"
import type { EditorView } from "@tiptap/pm/view"
import * as Y from "yjs"
import { blockAt, findById } from "./blocks"
import { type Letters, lettersOf, placeBetween, typeIn, writeAfter } from "./exchanged"
import { placesIn } from "./places"

interface Exchanged {
  readonly id: string
  readonly letters: Letters
  /** Which of them would be lost. */
  readonly isLost: (id: Y.ID) => boolean
}

export class Moves {
  readonly #doc: Y.Doc
  readonly #isTheirs: (origin: unknown) => boolean
  readonly #view: () => EditorView | null
  readonly #committed = new Map<number, number>()
  #before: EditorState | null = null
  #exchanged: Exchanged[] = []

  /** `isTheirs` tells by its origin whether a change came from the server. */
  constructor(
    doc: Y.Doc,
    isTheirs: (origin: unknown) => boolean,
    view: () => EditorView | null = () => null,
  ) {
    this.#doc = doc
    this.#isTheirs = isTheirs
    this.#view = view
    this.#fragment.observe(this.#look)
    doc.on("beforeAllTransactions", this.#remember)
    doc.on("afterAllTransactions", this.#mend)
  }

  destroy(): void {
    this.#fragment.unobserve(this.#look)
    this.#doc.off("beforeAllTransactions", this.#remember)
    this.#doc.off("afterAllTransactions", this.#mend)
  }

  /** The server has all this. */
  learn(state: Uint8Array): void {
    this.#note(Y.decodeStateVector(state))
  }

  /** The server sent this: so it has it. */
  learnFrom(update: Uint8Array): void {
    this.#note(Y.parseUpdateMeta(update).to)
  }

  get #fragment(): Y.XmlFragment {
    return this.#doc.getXmlFragment("default")
  }

  #note(clocks: Map<number, number>): void {
    for (const [client, clock] of clocks)
      this.#committed.set(client, Math.max(clock, this.#committed.get(client) ?? 0))
  }

  readonly #remember = (): void => {
    this.#before = this.#view()?.state ?? null
  }

  /** Which blocks go, with what in them; their words are still there while observers are called. */
  readonly #look = (event: Y.YXmlEvent, change: Y.Transaction): void => {
    const isUndo = change.origin instanceof Y.UndoManager
    if (!isUndo && !this.#isTheirs(change.origin)) return
    const committed = new Map(this.#committed)
    const isLost = isUndo
      ? (id: Y.ID) => id.client !== this.#doc.clientID
      : (id: Y.ID) => id.clock >= (committed.get(id.client) ?? 0)
    const wasThere = ({ client, clock }: Y.ID) => clock < (change.beforeState.get(client) ?? 0)
    const stood = (item: Y.Item) =>
      wasThere(item.id) && (!item.deleted || Y.isDeleted(change.deleteSet, item.id))
    for (const item of event.changes.deleted) {
      const type = typeIn(item)
      const id: unknown = type?._map.get("id")?.content.getContent()[0]
      if (type instanceof Y.XmlElement && typeof id === "string")
        this.#exchanged.push({ id, letters: lettersOf(type, stood), isLost })
    }
  }

  readonly #mend = (): void => {
    const exchanged = this.#exchanged.splice(0)
    const before = this.#before
    if (exchanged.length === 0) return
    this.#doc.transact(() => {
      for (const one of exchanged) this.#putWords(one)
    }, this)
    if (before) this.#putCaret(before, new Set(exchanged.map(({ id }) => id)))
  }

  #putWords({ id, letters, isLost }: Exchanged): void {
    const runs = lostRuns(letters, isLost)
    const element = runs.length > 0 ? this.#blockNamed(id) : null
    if (!element) return
    const now = lettersOf(element)
    const placed = runs.map((run) => ({
      words: run.words,
      index: placeBetween(run.before, run.after, now.signs) - 1,
    }))
    for (const { index, words } of placed.reverse()) writeAfter(now, Math.max(index, 0), words)
  }

  #blockNamed(id: string): Y.XmlElement | null {
    for (const child of this.#fragment.toArray())
      if (child instanceof Y.XmlElement && child.getAttribute("id") === id) return child
    return null
  }

  /** The caret was in a block that stands elsewhere now: let it be where it was in the words. */
  #putCaret(before: EditorState, exchanged: ReadonlySet<string>): void {
    const view = this.#view()
    const old = blockAt(before.doc, before.selection.head)
    const id: unknown = old?.node.attrs["id"]
    if (!view || !old || typeof id !== "string" || !exchanged.has(id)) return
    const now = findById(view.state.doc, id)
    if (!now) return
    const [was, is] = [placesIn(old.node), placesIn(now.node)]
    const at = (position: number) => {
      const index = was.indexOf(position - old.pos)
      const found = placeBetween(was.signs.slice(0, index), was.signs.slice(index), is.signs)
      return now.pos + is.positionAfter(found)
    }
    const { anchor, head } = before.selection
    const isInside = anchor >= old.pos && anchor <= old.pos + old.node.nodeSize
    const { tr } = view.state
    tr.setSelection(
      is.signs
        ? TextSelection.create(tr.doc, at(isInside ? anchor : head), at(head))
        : NodeSelection.create(tr.doc, now.pos),
    )
    view.dispatch(tr.setMeta("addToHistory", false))
  }
}

interface Run {
  words: string
  readonly before: string
  after: string
}

/** What is lost, with what stands before and after it that is not. */
function lostRuns({ signs, ids }: Letters, isLost: (id: Y.ID) => boolean): Run[] {
  const runs: Run[] = []
  let kept = ""
  let wasLost = false
  ids.forEach((id, index) => {
    const sign = signs.charAt(index)
    const lost = id !== null && isLost(id)
    if (!lost) kept += sign
    else if (wasLost) (runs.at(-1) as Run).words += sign
    else runs.push({ words: sign, before: kept, after: "" })
    wasLost = lost
  })
  for (const run of runs) run.after = kept.slice(run.before.length)
  return runs
}
