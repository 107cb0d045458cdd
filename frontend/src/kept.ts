/** Words that a browser keeps for a form until they have arrived. */
export interface Kept {
  fields: [name: string, value: string, on: boolean][]
  sent: boolean
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const NEVER = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"])
const PREFIX = "keep:"

export function read(name: string): Kept | undefined {
  try {
    const text = localStorage.getItem(name)
    return text ? (JSON.parse(text) as Kept) : undefined
  } catch {
    return undefined
  }
}

export function remember(
  name: string,
  form: HTMLFormElement,
  sent: boolean,
  fields = fieldsOf(form),
): void {
  try {
    localStorage.setItem(name, JSON.stringify({ fields, sent } satisfies Kept))
  } catch {
    // A full or forbidden store: the form works as any form does.
  }
}

export function forgetAll(): void {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))
  for (const name of names) localStorage.removeItem(name)
}

/** Puts kept words where the page brought none of its own. Says whether anything changed. */
export function restore(form: HTMLFormElement, fields: Kept["fields"]): boolean {
  const left = [...fields]
  let changed = false
  for (const control of controlsOf(form)) {
    const at = left.findIndex(([name, value]) => name === control.name && fits(control, value))
    const [kept] = at < 0 ? [] : left.splice(at, 1)
    if (!kept || !isUntouched(control) || !put(control, kept)) continue
    changed = true
    control.dispatchEvent(new Event("change", { bubbles: true }))
  }
  return changed
}

/**
 * Whether a form that was sent has arrived, told from the page that came instead: a door or an
 * error page, or one that was only loaded again, means that it has not.
 */
export function wasSent(kept: Kept): boolean {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[]
  return kept.sent && (navigation?.type ?? "navigate") === "navigate"
}

/** On a page that says "that did not arrive", whatever was under way is kept for another try. */
export function keepWhatDidNotArrive(): void {
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
    const kept = read(name)
    if (kept?.sent) localStorage.setItem(name, JSON.stringify({ ...kept, sent: false }))
  }
}

/** What was sent from a form that this page does not show again has arrived. */
export function forgetWhatArrived(here: Set<string>): void {
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
    const kept = read(name)
    if (kept && !here.has(name) && wasSent(kept)) localStorage.removeItem(name)
  }
}

function fieldsOf(form: HTMLFormElement): Kept["fields"] {
  return controlsOf(form).flatMap((control): Kept["fields"] => {
    if (control instanceof HTMLSelectElement) {
      return [...control.selectedOptions].map((option) => [control.name, option.value, true])
    }
    return [[control.name, control.value, isBox(control) ? control.checked : true]]
  })
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((element): element is Control => {
    const control = element as Control
    return Boolean(control.name) && "value" in control && !NEVER.has(control.type)
  })
}

function isBox(control: Control): control is HTMLInputElement {
  return control.type === "checkbox" || control.type === "radio"
}

function fits(control: Control, value: string): boolean {
  if (control instanceof HTMLSelectElement) {
    return [...control.options].some((option) => option.value === value)
  }
  return !isBox(control) || control.value === value
}

function isUntouched(control: Control): boolean {
  if (control instanceof HTMLSelectElement) return true
  return isBox(control)
    ? control.checked === control.defaultChecked
    : control.value === control.defaultValue
}

function put(control: Control, [, value, on]: Kept["fields"][number]): boolean {
  if (control instanceof HTMLSelectElement) {
    const option = [...control.options].find((one) => one.value === value)
    if (!option || option.selected) return false
    option.selected = true
  } else if (isBox(control)) {
    if (control.checked === on) return false
    control.checked = on
  } else {
    if (!value || control.value === value) return false
    control.value = value
  }
  return true
}
