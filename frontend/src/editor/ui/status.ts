import { make, setAttributes } from "../dom"
import { icon } from "../icons"
import type { Person } from "../plugins/carets"
import { t } from "../words"

export type State =
  | "loading"
  | "saved"
  | "saving"
  | "offline"
  | "full"
  | "signed-out"
  | "refused"
  | "gone"
  | "reload"
  | "too-large"

interface Shown {
  readonly state: State
  readonly savedAt: Date | null
  readonly sentence: string
  readonly isUnsaved: boolean
  readonly people: readonly Person[]
}

interface Offers {
  readonly signInUrl: string
  readonly copyWords: () => void
}

const ICONS: Readonly<Record<State, string>> = {
  loading: "loader-circle",
  saved: "check",
  saving: "loader-circle",
  offline: "cloud-off",
  full: "triangle-alert",
  "signed-out": "cloud-off",
  refused: "triangle-alert",
  gone: "triangle-alert",
  reload: "info",
  "too-large": "triangle-alert",
}

/** "Saved 14:02", or why not and what to do; and who is here. */
export class Status {
  readonly element = make("div", { class: "editor-status" })
  readonly #line = make("p", { class: "save-state" })
  readonly #aloud = make("p", { class: "is-only-heard", role: "status" })
  readonly #people = make("p", { class: "hands presence" })
  readonly #offers: Offers
  #last = ""
  #lastPeople = ""

  constructor(offers: Offers) {
    this.#offers = offers
    this.element.append(this.#line, this.#people, this.#aloud)
  }

  show(shown: Shown): void {
    this.#showPeople(shown.people)
    const sentence = sentenceFor(shown)
    if (sentence === this.#last) return
    this.#last = sentence
    const isCalm = shown.state === "saved" || shown.state === "saving" || shown.state === "loading"
    this.#line.className = `save-state${shown.state === "saved" ? " is-saved" : isCalm ? "" : " is-away"}`
    this.#line.replaceChildren(
      icon(ICONS[shown.state]),
      make("span", {}, sentence),
      ...this.#actsFor(shown),
    )
    this.#aloud.textContent = isCalm ? "" : sentence
  }

  #actsFor({ state, isUnsaved }: Shown): HTMLElement[] {
    if (state === "signed-out") {
      return [
        make(
          "a",
          { href: this.#offers.signInUrl, target: "_blank", rel: "opener" },
          t("Sign in again in a new tab"),
        ),
      ]
    }
    if (state === "reload") return [act(t("Reload"), () => location.reload())]
    const areLost = state === "refused" || state === "gone" || state === "too-large"
    return areLost && isUnsaved ? [act(t("Copy your words"), this.#offers.copyWords)] : []
  }

  #showPeople(people: readonly Person[]): void {
    const names = people.map(({ id }) => id).join()
    if (names === this.#lastPeople) return
    this.#lastPeople = names
    this.#people.replaceChildren(...people.map(face))
    setAttributes(this.#people, {
      "aria-label":
        people.length > 0
          ? t("Here now: {names}", { names: people.map(({ name }) => name).join(", ") })
          : null,
      role: people.length > 0 ? "img" : null,
    })
  }
}

function sentenceFor({ state, savedAt, sentence }: Shown): string {
  switch (state) {
    case "loading":
      return t("Opening…")
    case "saving":
      return t("Saving…")
    case "saved":
      return savedAt ? t("Saved {time}", { time: clock(savedAt) }) : t("Saved")
    case "offline":
      return t("Not connected: your words are kept on this device")
    case "full":
      return t(
        "Not saved yet: the server has no room left. Your words are kept on this device and go in by themselves.",
      )
    case "signed-out":
      return t("You are signed out. Your words are kept on this device.")
    case "refused":
      return sentence || t("You can no longer write here.")
    case "gone":
      return sentence || t("This draft is gone.")
    case "reload":
      return t("There is a newer editor. Your words are kept; reload to go on.")
    case "too-large":
      return sentence || t("This draft is too large.")
  }
}

function clock(moment: Date): string {
  return moment.toLocaleTimeString(document.documentElement.lang || [], {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  })
}

function face(person: Person): HTMLElement {
  if (person.photo)
    return make("img", { class: "face", src: person.photo, alt: "", title: person.name })
  return make("span", { class: `face tint-${person.tint}`, title: person.name }, person.initials)
}

function act(label: string, does: () => void): HTMLButtonElement {
  const button = make("button", { type: "button", class: "button is-small" }, label)
  button.addEventListener("click", does)
  return button
}
