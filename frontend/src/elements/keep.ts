import {
  forgetAll,
  forgetWhatArrived,
  type Kept,
  keepWhatDidNotArrive,
  read,
  remember,
  restore,
  wasSent,
} from "../kept"
import type { Context } from "../requests"

/**
 * Keeps what is typed in the form inside until it has arrived: through a refused form, a lost
 * connection, an expired session. Signing out forgets everything.
 *
 *   <mh-keep key="ask"><form>…<p data-kept hidden>… <button data-forget>…</button></p></form></mh-keep>
 */
export class KeepElement extends HTMLElement {
  #listening: AbortController | undefined
  #timer: number | undefined

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    this.addEventListener("input", () => this.#saveSoon(), { signal })
    this.addEventListener("change", () => this.#saveSoon(), { signal })
    this.addEventListener("submit", () => this.#save(true), { signal })
    this.addEventListener("click", (event) => this.#forgetBy(event), { signal })
    this.addEventListener("htmx:after:request", (event) => this.#heard(event), { signal })
    queueMicrotask(() => this.#restore())
  }

  disconnectedCallback(): void {
    this.#listening?.abort()
    window.clearTimeout(this.#timer)
  }

  get #name(): string {
    const person = document.body.dataset["person"] ?? ""
    return `keep:${person}:${this.getAttribute("key") ?? location.pathname}`
  }

  get #form(): HTMLFormElement | null {
    return this.querySelector("form")
  }

  #saveSoon(): void {
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#save(false), 300)
  }

  #save(sent: boolean): void {
    window.clearTimeout(this.#timer)
    if (this.#form) remember(this.#name, this.#form, sent)
  }

  #restore(): void {
    const kept = read(this.#name)
    const form = this.#form
    if (!kept || !form) return
    if (this.#hasArrived(kept)) {
      this.#forget()
      return
    }
    remember(this.#name, form, false, kept.fields)
    if (hasErrors(form) || !restore(form, kept.fields)) return
    const note = this.querySelector<HTMLElement>("[data-kept]")
    if (note) note.hidden = false
  }

  /** Sent, and this page came as its answer, without a complaint. */
  #hasArrived(kept: Kept): boolean {
    return wasSent(kept) && !(this.#form && hasErrors(this.#form))
  }

  #heard(event: Event): void {
    const { ctx } = (event as CustomEvent<{ ctx: Context }>).detail
    if (ctx.sourceElement !== this.#form) return
    const refused = /aria-invalid="true"|class="errors"/.test(ctx.text ?? "")
    if ((ctx.response?.status ?? 500) < 400 && !refused) this.#forget()
    else this.#save(false)
  }

  #forgetBy(event: Event): void {
    if (!(event.target instanceof Element) || !event.target.closest("[data-forget]")) return
    event.preventDefault()
    this.#forget()
    this.#form?.reset()
    const note = this.querySelector<HTMLElement>("[data-kept]")
    if (note) note.hidden = true
  }

  #forget(): void {
    window.clearTimeout(this.#timer)
    localStorage.removeItem(this.#name)
  }
}

function hasErrors(form: HTMLFormElement): boolean {
  return form.querySelector('.errors, [aria-invalid="true"]') !== null
}

customElements.define("mh-keep", KeepElement)

document.addEventListener("submit", (event) => {
  if (event.target instanceof Element && event.target.matches("[data-sign-out]")) forgetAll()
})

/** A door or an error came instead of an answer: nothing has arrived. Otherwise tidy up. */
function settle(): void {
  if (document.querySelector("main.door, main.plain")) {
    keepWhatDidNotArrive()
    return
  }
  const forms = [...document.querySelectorAll("mh-keep")]
  const person = document.body.dataset["person"] ?? ""
  forgetWhatArrived(new Set(forms.map((form) => `keep:${person}:${form.getAttribute("key")}`)))
}

settle()
