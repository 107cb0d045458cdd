const YEAR = 60 * 60 * 24 * 365
type Theme = "light" | "dark" | ""

/**
 * Light, dark, or as the device says. Kept in a cookie, so that the next page comes in it at once.
 *
 *   <mh-theme hidden><button data-theme-choice="dark">Dark</button> …</mh-theme>
 */
export class ThemeElement extends HTMLElement {
  #listening: AbortController | undefined

  connectedCallback(): void {
    this.hidden = false
    this.#listening = new AbortController()
    const { signal } = this.#listening
    this.addEventListener("click", (event) => this.#choose(event), { signal })
    this.#show()
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
  }

  #choose(event: Event): void {
    const target = event.target instanceof Element ? event.target : null
    const button = target?.closest<HTMLElement>("[data-theme-choice]")
    if (!button) return
    setTheme((button.dataset["themeChoice"] ?? "") as Theme)
    this.#show()
  }

  #show(): void {
    const now = document.documentElement.dataset["theme"] ?? ""
    for (const button of this.querySelectorAll<HTMLElement>("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset["themeChoice"] === now))
    }
  }
}

export function setTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme) root.dataset["theme"] = theme
  else delete root.dataset["theme"]
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing in Firefox and Safari
  document.cookie = `theme=${theme};path=/;max-age=${theme ? YEAR : 0};samesite=lax`
}

customElements.define("mh-theme", ThemeElement)
