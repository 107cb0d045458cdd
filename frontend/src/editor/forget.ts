/** The note of what this browser keeps of drafts: small, so that pages for people who are signed out can read it. */

const NOTES = "manyhands:drafts"

export interface Note {
  readonly store: string
  readonly room: string
  unsaved: boolean
}

/** Clear the stores whose words the server has: on signing out, on pages for people who are not signed in. */
export async function forgetSaved(): Promise<void> {
  const notes = readNotes()
  for (const note of notes) if (!note.unsaved) indexedDB.deleteDatabase(note.store)
  writeNotes(notes.filter((note) => note.unsaved))
}

export function readNotes(): Note[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NOTES) ?? "[]")
    return Array.isArray(kept) ? (kept as Note[]) : []
  } catch {
    return []
  }
}

export function writeNotes(notes: readonly Note[]): void {
  try {
    localStorage.setItem(NOTES, JSON.stringify(notes.slice(-50)))
  } catch {
    return // private mode: nothing is kept, nothing needs to be forgotten
  }
}
