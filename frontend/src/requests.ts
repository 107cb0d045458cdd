import "htmx.org"

/** What htmx 4 knows of a request; the part that we read and change. */
export interface Context {
  request: { method: string; headers: Record<string, string> }
  response?: { status: number; headers?: Headers }
  swap?: string
  hx?: Record<string, string>
  text?: string
  sourceElement: Element
  sourceEvent?: Event
}

type HtmxEvent = CustomEvent<{ ctx: Context }>

const SAFE = new Set(["GET", "HEAD", "OPTIONS", "QUERY"])

/** Posts carry the page's token, so that fragments need none of their own. */
function sign(event: HtmxEvent): void {
  const { request } = event.detail.ctx
  const token = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content
  if (token && !SAFE.has(request.method)) request.headers["X-CSRFToken"] = token
}

/** Whether an answer of this status speaks about the request, not about what it was to replace. */
export function isBesideThePoint(status: number): boolean {
  return status === 403 || status === 404 || status === 429 || status >= 500
}

/** In a dialogue it is said there: the page behind is out of sight and reach. */
function placeOf({ sourceElement }: Context): "#dialog-said" | "#toasts" {
  return sourceElement.closest("#dialog[open]") ? "#dialog-said" : "#toasts"
}

/** A refusal or failure never takes the place of what one was reading: it becomes a toast. */
function keepTheOld(event: HtmxEvent): void {
  const { ctx } = event.detail
  const status = ctx.response?.status ?? 200
  if (status === 401 && (isQuiet(ctx) || ctx.sourceEvent?.type === "input")) stay(ctx)
  if (!isBesideThePoint(status) || !ctx.hx) return
  const { retarget } = ctx.hx
  if (retarget && retarget !== "#toasts") return

  if (isQuiet(ctx) && !retarget) {
    ctx.hx["reswap"] = "none"
    return
  }
  const place = placeOf(ctx)
  ctx.hx["retarget"] = place
  ctx.hx["reswap"] = place === "#toasts" ? "beforeend" : "innerHTML"
  if (status >= 500 || !ctx.text?.includes("mh-toast")) ctx.text = lostToast(referenceOf(ctx))
}

/** By what those who run the server find this very request in their log. */
function referenceOf({ response }: Context): string {
  return response?.headers?.get("X-Request-ID") ?? ""
}

/** Whose session has ended is led to the door by what they do, not in the middle of a sentence. */
function stay({ hx }: Context): void {
  if (!hx) return
  delete hx["redirect"]
  hx["reswap"] = "none"
}

/** A morph leaves alone what is typed: the words that have just arrived must not stay as if they had not. */
function emptyWhatArrived(event: HtmxEvent): void {
  const { sourceElement: form, response, swap, hx } = event.detail.ctx
  const arrived = (response?.status ?? 500) < 400 && !hx?.["retarget"]
  if (!arrived || !swap?.startsWith("outerMorph") || !(form instanceof HTMLFormElement)) return
  form.reset()
  form.closest("details")?.removeAttribute("open")
}

/** What a page asks for by itself fails quietly; only what a person did is answered. */
function isQuiet({ sourceEvent }: Context): boolean {
  const type = sourceEvent?.type ?? ""
  const own = ["load", "revealed", "intersect", "every", "mh-editor:saved"]
  return own.includes(type) || type.startsWith("live:")
}

function sayLost(event: Event): void {
  const { ctx } = (event as CustomEvent<{ ctx?: Context }>).detail
  if (!ctx || isQuiet(ctx)) return
  const place = document.querySelector(placeOf(ctx))
  if (place?.id === "dialog-said") place.replaceChildren()
  place?.insertAdjacentHTML("beforeend", lostToast(referenceOf(ctx)))
}

function lostToast(reference: string): string {
  const toast = document.createElement("div")
  const template = document.querySelector<HTMLTemplateElement>("#lost-toast")
  if (template) toast.append(template.content.cloneNode(true))
  const aside = toast.querySelector("[data-aside]")
  if (aside && reference) aside.textContent = aside.textContent.replace("{reference}", reference)
  else aside?.remove()
  return toast.innerHTML
}

document.addEventListener("htmx:config:request", (event) => sign(event as HtmxEvent))
document.addEventListener("htmx:after:request", (event) => keepTheOld(event as HtmxEvent))
document.addEventListener("htmx:before:swap", (event) => emptyWhatArrived(event as HtmxEvent))
document.addEventListener("htmx:error", sayLost)
