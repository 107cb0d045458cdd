/**
 * What was typed is kept in the browser too, until the server has it and the person signs out.
 *
 * Each person, room and copy of the room has a store of its own: nobody's words are sent under another's name, and
 * words for a draft that was made anew stay out of it. A note beside the stores says which hold words that the server
 * lacks; those survive signing out.
 */

import { IndexeddbPersistence } from "y-indexeddb"
import type * as Y from "yjs"
import { readNotes, writeNotes } from "./forget"

export class Keeping {
  readonly #room: string
  readonly #doc: Y.Doc
  #store: IndexeddbPersistence | null = null
  #name = ""

  constructor(room: string, doc: Y.Doc) {
    this.#room = room
    this.#doc = doc
  }

  /** Open the store and wait until what it holds is in the document. Without a store (private mode) it goes on. */
  async open(person: number, copy: string): Promise<void> {
    const name = `manyhands:draft:${person}:${this.#room}:${copy}`
    if (this.#name === name) return
    this.#name = name
    try {
      this.#store = new IndexeddbPersistence(name, this.#doc)
      await Promise.race([this.#store.whenSynced, rest(3000)])
      this.note(this.wasUnsaved())
    } catch {
      this.#store = null
    }
  }

  /** Open what was last used for this room, when no server answers. */
  async openLast(): Promise<boolean> {
    const last = readNotes().findLast((note) => note.room === this.#room)
    const parts = last?.store.split(":")
    if (!last || !parts) return false
    await this.open(Number(parts[2]), parts.at(-1) ?? "")
    return true
  }

  wasUnsaved(): boolean {
    return readNotes().some((note) => note.store === this.#name && note.unsaved)
  }

  /** Remember whether the store holds words that the server lacks. */
  note(unsaved: boolean): void {
    if (!this.#name) return
    const others = readNotes().filter((note) => note.store !== this.#name)
    writeNotes([...others, { store: this.#name, room: this.#room, unsaved }])
  }

  async destroy(): Promise<void> {
    await this.#store?.destroy()
  }
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, milliseconds))
}
