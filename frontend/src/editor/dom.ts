/** Small hands for building the page: no markup from strings, no inline styles. */

type Child = Node | string | null | undefined | false
type Attributes = Readonly<Record<string, string | boolean | number | null | undefined>>

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  setAttributes(element, attributes)
  for (const child of children) if (child) element.append(child)
  return element
}

/** Set what has a value, remove what is null or false. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name)
    else element.setAttribute(name, value === true ? "" : String(value))
  }
}

/** A part of the editor that is not written in. */
export function still<T extends HTMLElement>(element: T): T {
  element.contentEditable = "false"
  return element
}

export function actButton(words: string, act: () => void): HTMLButtonElement {
  const button = make("button", { type: "button", class: "button is-small" }, words)
  button.addEventListener("click", act)
  return button
}

export function isTyping(event: Event): boolean {
  const target = event.target
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
