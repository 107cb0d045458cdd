/** The letters of a block in a Yjs document, one after another, also of one that was deleted this very moment. */

import * as Y from "yjs"

/** Signs that are no letters: here a text begins, here a line is broken. */
export const BEGINNING = "\u0001"
export const BREAK = "\u0002"

interface Place {
  readonly element: Y.XmlElement
  /** The text that the sign stands in; none where a text may begin. */
  readonly text: Y.XmlText | null
  /** Where in the text, or among the children, what comes next would stand. */
  readonly at: number
}

export interface Letters {
  signs: string
  /** For each sign: who wrote it, and as which of their letters; nobody where it is no letter. */
  readonly ids: (Y.ID | null)[]
  readonly places: Place[]
}

type Type = { readonly _start: Y.Item | null }
type IsHere = (item: Y.Item) => boolean

/** `isHere` says which items count: those that stand there, or those that stood there before a change. */
export function lettersOf(element: Y.XmlElement, isHere: IsHere = stands): Letters {
  const letters: Letters = { signs: "", ids: [], places: [] }
  add(element, isHere, letters)
  return letters
}

const stands: IsHere = (item) => !item.deleted

function add(element: Y.XmlElement, isHere: IsHere, letters: Letters): void {
  const children = itemsOf(element).filter(isHere).map(typeIn)
  const inside = children.filter((child) => child instanceof Y.XmlElement && !isBreak(child))
  if (inside.length === 0) addLine(element, children, isHere, letters)
  for (const child of inside) add(child as Y.XmlElement, isHere, letters)
}

function addLine(
  element: Y.XmlElement,
  children: (Y.AbstractType<unknown> | null)[],
  isHere: IsHere,
  letters: Letters,
): void {
  put(letters, BEGINNING, null, { element, text: null, at: 0 })
  children.forEach((child, index) => {
    if (child instanceof Y.XmlText) addText(element, child, isHere, letters)
    else put(letters, BREAK, null, { element, text: null, at: index + 1 })
  })
}

function addText(element: Y.XmlElement, text: Y.XmlText, isHere: IsHere, letters: Letters): void {
  let at = 0
  for (const item of itemsOf(text)) {
    if (!isHere(item) || !(item.content instanceof Y.ContentString)) continue
    const { client, clock } = item.id
    const words = item.content.str
    for (let index = 0; index < words.length; index += 1) {
      at += 1
      const id = Y.createID(client, clock + index)
      put(letters, words.charAt(index), id, { element, text, at })
    }
  }
}

function put(letters: Letters, sign: string, id: Y.ID | null, place: Place): void {
  letters.signs += sign
  letters.ids.push(id)
  letters.places.push(place)
}

function itemsOf(type: Type): Y.Item[] {
  const items: Y.Item[] = []
  for (let item = type._start; item !== null; item = item.right) items.push(item)
  return items
}

export function typeIn(item: Y.Item): Y.AbstractType<unknown> | null {
  return item.content instanceof Y.ContentType ? item.content.type : null
}

function isBreak(element: Y.XmlElement): boolean {
  return element.nodeName === "hardBreak"
}

/** Write behind the sign with this index. */
export function writeAfter({ places }: Letters, index: number, words: string): void {
  const place = places[index]
  if (!place) return
  if (place.text) {
    place.text.insert(place.at, words)
    return
  }
  const follower = place.element.get(place.at)
  if (follower instanceof Y.XmlText) follower.insert(0, words)
  else place.element.insert(place.at, [new Y.XmlText(words)])
}

const LONGEST_CONTEXT = 24

/** Where in `signs` something belongs that stood between `before` and `after`. */
export function placeBetween(before: string, after: string, signs: string): number {
  if (signs.startsWith(before)) return before.length
  if (signs.endsWith(after)) return signs.length - after.length
  for (let length = Math.min(LONGEST_CONTEXT, before.length); length > 0; length -= 1) {
    const found = signs.indexOf(before.slice(-length))
    if (found >= 0) return found + length
  }
  return signs.length
}
