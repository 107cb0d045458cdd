import { make } from "../dom"
import { icon } from "../icons"
import { putBeside, whenLeft } from "./popup"

export interface Act {
  readonly label: string
  readonly icon?: string
  readonly keys?: string
  readonly isOn?: boolean
  readonly does: () => void
}

/** A menu of acts beside an element. `done` is called when it closes, however it closes. */
export function openMenu(
  anchor: Element,
  label: string,
  groups: readonly (readonly Act[])[],
  done: (acted: boolean) => void,
): () => void {
  const list = make("div", { class: "menu-list editor-menu", role: "menu", "aria-label": label })
  const close = (acted = false): void => {
    if (!list.isConnected) return
    leaving.abort()
    list.remove()
    done(acted)
  }
  groups.forEach((group, place) => {
    if (place > 0 && group.length > 0) list.append(make("hr"))
    for (const act of group) list.append(button(act, close))
  })
  list.addEventListener("keydown", (event) => onKey(event, list, close))
  document.body.append(list)
  putBeside(list, anchor.getBoundingClientRect())
  const leaving = whenLeft([list, anchor], () => close())
  list.querySelector("button")?.focus()
  return close
}

function button(act: Act, close: (acted: boolean) => void): HTMLButtonElement {
  const made = make(
    "button",
    {
      type: "button",
      role: act.isOn === undefined ? "menuitem" : "menuitemcheckbox",
      "aria-checked": act.isOn === undefined ? null : String(act.isOn),
      tabindex: -1,
    },
    icon(act.isOn ? "check" : (act.icon ?? "")),
    make("span", {}, act.label),
    act.keys ? make("kbd", {}, act.keys) : null,
  )
  made.addEventListener("click", () => {
    close(true)
    act.does()
  })
  return made
}

function onKey(event: KeyboardEvent, list: HTMLElement, close: () => void): void {
  const buttons = [...list.querySelectorAll("button")]
  const here = buttons.indexOf(document.activeElement as HTMLButtonElement)
  const go = (place: number): void => buttons.at(place % buttons.length)?.focus()
  switch (event.key) {
    case "ArrowDown":
      go(here + 1)
      break
    case "ArrowUp":
      go(here - 1)
      break
    case "Home":
      go(0)
      break
    case "End":
      go(-1)
      break
    case "Escape":
    case "Tab":
      close()
      break
    default:
      return
  }
  event.preventDefault()
}
