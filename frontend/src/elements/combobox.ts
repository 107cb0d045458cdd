import {
  chipOf,
  fold,
  matching,
  newOption,
  type Option,
  optionsOf,
  parseOptions,
  rowOf,
} from "../options"

const PAUSE = 150

/**
 * Turns the `<select>` inside into a text field with a list: people, groups, topics.
 *
 *   <mh-combobox src="/people/options/" create><select name="people" multiple>…</select></mh-combobox>
 *
 * `src` answers ?q=… with <option> lines; `create` lets one add a word that is not there.
 * The select stays the form's value, and stays as it is without JavaScript.
 */
export class ComboboxElement extends HTMLElement {
  #select: HTMLSelectElement | undefined
  #input = document.createElement("input")
  #list = document.createElement("ul")
  #chosen = document.createElement("div")
  #shown: Option[] = []
  #at = -1
  #timer: number | undefined
  #asking: AbortController | undefined
  /** Enter came before the options did: take the first as soon as they are there. */
  #isEager = false
  #shownFor = ""
  #listening: AbortController | undefined

  connectedCallback(): void {
    queueMicrotask(() => this.#start())
  }

  #start(): void {
    const select = this.querySelector("select")
    if (!select || !this.isConnected) return
    if (!this.#select) this.#build(select)
    this.#listening = new AbortController()
    const { signal } = this.#listening
    this.#input.addEventListener("input", () => this.#searchSoon(), { signal })
    this.#input.addEventListener("click", () => this.#search(), { signal })
    this.#input.addEventListener("keydown", (event) => this.#press(event), { signal })
    this.#input.addEventListener("blur", () => this.#leave(), { signal })
    this.#list.addEventListener("pointerdown", (event) => this.#point(event), { signal })
    this.#chosen.addEventListener("click", (event) => this.#removeBy(event), { signal })
    select.addEventListener("change", () => this.#showChosen(), { signal })
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
    this.#asking?.abort()
    window.clearTimeout(this.#timer)
  }

  #build(select: HTMLSelectElement): void {
    this.#select = select
    const id = select.id || `combo-${select.name}`
    select.id = `${id}-select`
    select.hidden = true
    Object.assign(this.#input, { id, type: "text", autocomplete: "off", role: "combobox" })
    this.#input.placeholder = this.getAttribute("placeholder") ?? ""
    for (const name of ["aria-describedby", "aria-invalid"]) {
      const value = select.getAttribute(name)
      if (value) this.#input.setAttribute(name, value)
    }
    this.#input.setAttribute("aria-autocomplete", "list")
    this.#input.setAttribute("aria-expanded", "false")
    this.#input.setAttribute("aria-controls", `${id}-list`)
    Object.assign(this.#list, { id: `${id}-list`, className: "combo-list", role: "listbox" })
    this.#list.ariaLabel = document.querySelector(`label[for="${id}"]`)?.textContent?.trim() ?? ""
    this.#list.hidden = true
    this.#chosen.className = "chips combo-chosen"
    const holder = document.createElement("div")
    holder.className = "combo-holder"
    holder.append(this.#input, this.#list)
    this.append(this.#chosen, holder)
    this.#showChosen()
  }

  #searchSoon(): void {
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#search(), this.hasAttribute("src") ? PAUSE : 0)
  }

  async #search(): Promise<void> {
    if (!this.#select) return
    const words =
      this.#select.multiple || this.#input.value !== this.#label ? this.#input.value : ""
    const src = this.getAttribute("src")
    const found = src ? await this.#ask(src, words) : matching(optionsOf(this.#select), words)
    if (found) this.#show(found, words.trim())
  }

  async #ask(src: string, words: string): Promise<Option[] | undefined> {
    this.#asking?.abort()
    this.#asking = new AbortController()
    const address = `${src}${src.includes("?") ? "&" : "?"}q=${encodeURIComponent(words)}`
    try {
      const answer = await fetch(address, { signal: this.#asking.signal })
      return answer.ok ? parseOptions(await answer.text()) : undefined
    } catch {
      return undefined
    }
  }

  #show(found: Option[], words: string): void {
    const on = new Set(this.#chosenOptions.map((option) => option.value))
    this.#shown = this.#select?.multiple ? found.filter(({ value }) => !on.has(value)) : found
    const known = found.some(({ label }) => fold(label) === fold(words))
    if (this.hasAttribute("create") && words && !known) {
      this.#shown.push({ value: words, label: words, note: this.getAttribute("new") ?? "" })
    }
    this.#list.replaceChildren(
      ...this.#shown.map((option, i) => rowOf(option, `${this.#list.id}-${i}`, i)),
    )
    if (!this.#shown.length) this.#list.append(this.#nothing())
    this.#open(true)
    this.#mark(words && this.#shown.length ? 0 : -1)
    this.#shownFor = words
    if (this.#isEager && this.#at >= 0) this.#choose(0)
    this.#isEager = false
  }

  #nothing(): HTMLLIElement {
    const row = document.createElement("li")
    Object.assign(row, { className: "small quiet", role: "option", ariaDisabled: "true" })
    row.textContent = this.getAttribute("nothing") ?? "–"
    return row
  }

  #press(event: KeyboardEvent): void {
    const last = this.#shown.length - 1
    if (event.key === "ArrowDown" && this.#list.hidden) void this.#search()
    else if (event.key === "ArrowDown") this.#mark(this.#at >= last ? 0 : this.#at + 1)
    else if (event.key === "ArrowUp") this.#mark(this.#at <= 0 ? last : this.#at - 1)
    else if (event.key === "Enter" && this.#isBehind) this.#hurry()
    else if (event.key === "Enter" && this.#at >= 0 && !this.#list.hidden) this.#choose(this.#at)
    else if (event.key === "Escape" && !this.#list.hidden) this.#close()
    else if (event.key === "Backspace" && !this.#input.value) this.#removeLast()
    else return
    event.preventDefault()
  }

  /** Words stand here that the list does not speak of yet. */
  get #isBehind(): boolean {
    const words = this.#input.value.trim()
    if (!words || words === this.#label) return false
    return Boolean(this.#list.hidden) || words !== this.#shownFor
  }

  #hurry(): void {
    window.clearTimeout(this.#timer)
    this.#isEager = true
    void this.#search()
  }

  /** A new word that was typed is meant, also without Enter. */
  #leave(): void {
    const word = this.#input.value.trim()
    if (word && this.#select?.multiple && this.hasAttribute("create")) {
      this.#shown = [{ value: word, label: word, note: "" }]
      this.#choose(0)
    } else this.#close()
  }

  #mark(index: number): void {
    this.#at = index
    for (const row of this.#list.querySelectorAll<HTMLElement>("[data-index]")) {
      const here = row.dataset["index"] === String(index)
      row.setAttribute("aria-selected", String(here))
      if (here) row.scrollIntoView({ block: "nearest" })
    }
    if (index < 0) this.#input.removeAttribute("aria-activedescendant")
    else this.#input.setAttribute("aria-activedescendant", `${this.#list.id}-${index}`)
  }

  #point(event: PointerEvent): void {
    event.preventDefault()
    const row =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-index]") : null
    if (row) this.#choose(Number(row.dataset["index"]))
  }

  #choose(index: number): void {
    const option = this.#shown[index]
    const select = this.#select
    if (!option || !select) return
    const known = [...select.options].find(({ value }) => value === option.value)
    const chosen = known ?? newOption(option)
    if (!known) select.append(chosen)
    chosen.selected = true
    this.#input.value = ""
    this.#close()
    select.dispatchEvent(new Event("change", { bubbles: true }))
  }

  #removeBy(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest("button") : null
    if (button) this.#remove(button.value)
  }

  #removeLast(): void {
    const last = this.#chosenOptions.at(-1)
    if (last && this.#select?.multiple) this.#remove(last.value)
  }

  #remove(value: string): void {
    for (const option of this.#select?.options ?? [])
      if (option.value === value) option.selected = false
    this.#select?.dispatchEvent(new Event("change", { bubbles: true }))
    this.#input.focus()
  }

  get #chosenOptions(): HTMLOptionElement[] {
    return [...(this.#select?.options ?? [])].filter((option) => option.selected)
  }

  get #label(): string {
    return this.#chosenOptions[0]?.text ?? ""
  }

  #showChosen(): void {
    if (!this.#select?.multiple) {
      this.#input.value = this.#label
      return
    }
    this.#chosen.replaceChildren(
      ...this.#chosenOptions.map((one) => chipOf(one, this.getAttribute("remove") ?? "")),
    )
  }

  #open(open: boolean): void {
    this.#list.hidden = !open
    this.#input.setAttribute("aria-expanded", String(open))
  }

  #close(): void {
    this.#open(false)
    this.#mark(-1)
    if (this.#select && !this.#select.multiple && this.#input.value) this.#input.value = this.#label
  }
}

customElements.define("mh-combobox", ComboboxElement)
