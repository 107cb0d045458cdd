import { make, setAttributes } from "../dom"
import { icon } from "../icons"
import { safeHref } from "../nodes/link"
import { t } from "../words"

interface Found {
  readonly title: string
  readonly href: string
}

const PAUSE = 200
const LIST = "editor-links"

/** An address, or words of a course to link to. */
export class LinkForm {
  readonly element = make("form", { class: "link-form", hidden: true })
  readonly #linksUrl: string
  readonly #field = make("input", {
    type: "text",
    role: "combobox",
    "aria-label": t("Address, or words of a course"),
    "aria-controls": LIST,
    "aria-expanded": "false",
    autocomplete: "off",
    placeholder: t("https://… or words of a course"),
  })
  readonly #list = make("ul", {
    id: LIST,
    role: "listbox",
    class: "link-found",
    "aria-label": t("Courses"),
    hidden: true,
  })
  readonly #problem = make("p", { class: "small", role: "alert" })
  #found: Found[] = []
  #chosen = -1
  #pause = 0

  constructor(linksUrl: string, link: (href: string | null) => void, close: () => void) {
    this.#linksUrl = linksUrl
    const unlink = make(
      "button",
      { type: "button", "aria-label": t("Take the link away"), title: t("Take the link away") },
      icon("unlink"),
    )
    const done = make(
      "button",
      { type: "submit", "aria-label": t("Link"), title: t("Link") },
      icon("check"),
    )
    this.element.append(
      make("div", { class: "link-row" }, this.#field, done, unlink),
      this.#list,
      this.#problem,
    )
    unlink.addEventListener("click", () => link(null))
    this.#field.addEventListener("input", () => this.#searchSoon())
    this.#field.addEventListener("keydown", (event) => this.#onKey(event, close))
    this.element.addEventListener("submit", (event) => {
      event.preventDefault()
      const href = this.#found[this.#chosen]?.href ?? safeHref(this.#field.value)
      if (href === null) this.#problem.textContent = t("This is no address. Begin it with https://")
      else link(href)
    })
    this.#list.addEventListener("click", (event) => {
      const row = event.target instanceof Element ? event.target.closest("li") : null
      const found = row && this.#found[[...this.#list.children].indexOf(row)]
      if (found) link(found.href)
    })
  }

  open(href: string): void {
    this.element.hidden = false
    this.#field.value = href
    this.#problem.textContent = ""
    this.#show([])
    this.#field.focus()
    this.#field.select()
  }

  #searchSoon(): void {
    window.clearTimeout(this.#pause)
    this.#problem.textContent = ""
    const words = this.#field.value.trim()
    if (!this.#linksUrl || words.length < 2 || safeHref(words) !== null) this.#show([])
    else this.#pause = window.setTimeout(() => void this.#search(words), PAUSE)
  }

  async #search(words: string): Promise<void> {
    const separator = this.#linksUrl.includes("?") ? "&" : "?"
    const answer = await fetch(`${this.#linksUrl}${separator}q=${encodeURIComponent(words)}`, {
      headers: { Accept: "application/json" },
    }).catch(() => null)
    if (!answer?.ok || this.#field.value.trim() !== words) return
    this.#show((await answer.json()) as Found[])
  }

  #show(found: Found[]): void {
    this.#found = found
    this.#list.replaceChildren(
      ...found.map(({ title }, place) =>
        make("li", { role: "option", id: `${LIST}-${place}` }, title),
      ),
    )
    this.#list.hidden = found.length === 0
    setAttributes(this.#field, { "aria-expanded": String(found.length > 0) })
    this.#choose(-1)
  }

  #choose(place: number): void {
    this.#chosen = place
    for (const [at, row] of [...this.#list.children].entries()) {
      setAttributes(row, { "aria-selected": String(at === place) })
    }
    setAttributes(this.#field, { "aria-activedescendant": place < 0 ? null : `${LIST}-${place}` })
  }

  #onKey(event: KeyboardEvent, close: () => void): void {
    const count = this.#found.length
    if (event.key === "Escape") close()
    else if (event.key === "ArrowDown" && count > 0) this.#choose((this.#chosen + 1) % count)
    else if (event.key === "ArrowUp" && count > 0) this.#choose((this.#chosen - 1 + count) % count)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}
