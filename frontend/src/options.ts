/** A thing one can choose. */
export interface Option {
  value: string
  label: string
  note: string
}

/** Without case and accents, for comparing. */
export function fold(words: string): string {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim()
}

/** Those with every word somewhere in label or note; where a label begins with them, first. */
export function matching(options: Option[], words: string, limit = 50): Option[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean)
  const found = options.filter(({ label, note }) => {
    const text = fold(`${label} ${note}`)
    return wanted.every((word) => text.includes(word))
  })
  const first = (option: Option) => (fold(option.label).startsWith(fold(words)) ? 0 : 1)
  return found.sort((a, b) => first(a) - first(b)).slice(0, limit)
}

export function optionsOf(root: ParentNode): Option[] {
  return [...root.querySelectorAll("option")]
    .filter((option) => option.value)
    .map((option) => ({
      value: option.value,
      label: option.text.trim(),
      note: option.dataset["note"] ?? "",
    }))
}

export function parseOptions(html: string): Option[] {
  const template = document.createElement("template")
  template.innerHTML = html
  return optionsOf(template.content)
}

export function newOption({ label, value }: Option): HTMLOptionElement {
  return Object.assign(document.createElement("option"), { value, text: label })
}

/** A line of the list. */
export function rowOf({ label, note }: Option, id: string, index: number): HTMLLIElement {
  const row = document.createElement("li")
  Object.assign(row, { id, role: "option", textContent: label })
  row.dataset["index"] = String(index)
  const aside = Object.assign(document.createElement("span"), {
    className: "small quiet",
    textContent: note,
  })
  if (note) row.append(aside)
  return row
}

/** Something chosen; pressing it takes it away. */
export function chipOf(option: HTMLOptionElement, remove: string): HTMLButtonElement {
  const chip = document.createElement("button")
  Object.assign(chip, { type: "button", className: "chip", value: option.value })
  chip.append(
    option.text,
    Object.assign(document.createElement("span"), { textContent: "×", ariaHidden: "true" }),
  )
  chip.setAttribute("aria-label", `${remove} ${option.text}`.trim())
  return chip
}
