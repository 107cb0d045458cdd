import type { EditorView } from "@tiptap/pm/view"
import { isHead } from "../blocks"
import { make } from "../dom"

const FAR_ENOUGH = 5
const EDGE = 90
const STEP = 12

interface Does {
  /** The pages of the blocks that are dragged. */
  readonly moved: () => HTMLElement[]
  readonly drop: (index: number) => void
  /** Pressed and let go without moving. */
  readonly press: () => void
}

/** Pressing a handle and moving drags its blocks: a line shows where they would come to stand. */
export class Dragging {
  readonly #view: EditorView
  readonly #line = make("div", { class: "drop-line", hidden: true })
  readonly #veil = make("div", { class: "drag-veil", hidden: true })
  #ending: (() => void) | null = null

  constructor(view: EditorView) {
    this.#view = view
    view.dom.after(this.#line, this.#veil)
  }

  destroy(): void {
    this.#ending?.()
    this.#line.remove()
    this.#veil.remove()
  }

  begin(handle: HTMLElement, down: PointerEvent, does: Does): void {
    const listening = new AbortController()
    const { signal } = listening
    let y = down.clientY
    let frame = 0
    /** Each frame anew: the page is scrolled under a hand that holds still, and others go on writing. */
    const follow = (): void => {
      scrollNear(y)
      this.#show(y, does.moved())
      frame = requestAnimationFrame(follow)
    }
    const end = (): void => {
      listening.abort()
      cancelAnimationFrame(frame)
      this.#ending = null
      this.#line.hidden = this.#veil.hidden = true
    }
    this.#ending = end
    handle.setPointerCapture(down.pointerId)
    handle.addEventListener(
      "pointermove",
      (event) => {
        y = event.clientY
        const way = Math.hypot(event.clientX - down.clientX, y - down.clientY)
        if (frame === 0 && way > FAR_ENOUGH) follow()
      },
      { signal },
    )
    const letGo = (): void => {
      const isDragging = frame !== 0
      end()
      if (isDragging) does.drop(this.#targetAt(y).index)
      else does.press()
    }
    handle.addEventListener("pointerup", letGo, { signal })
    handle.addEventListener("pointercancel", end, { signal })
    document.addEventListener("keydown", (event) => event.key === "Escape" && end(), {
      signal,
      capture: true,
    })
  }

  #show(y: number, moved: readonly HTMLElement[]): void {
    const { edge } = this.#targetAt(y)
    const frame = this.#view.dom.parentElement?.getBoundingClientRect().top ?? 0
    this.#line.hidden = false
    this.#line.style.top = `${Math.round(edge - frame - 4)}px`
    const first = moved[0]?.getBoundingClientRect()
    const last = moved.at(-1)?.getBoundingClientRect()
    this.#veil.hidden = !first
    if (!first || !last) return
    this.#veil.style.top = `${Math.round(first.top - frame)}px`
    this.#veil.style.height = `${Math.round(last.bottom - first.top)}px`
  }

  /** Which block they would come before, and at what height that is. */
  #targetAt(y: number): { index: number; edge: number } {
    const { doc } = this.#view.state
    let index = doc.childCount
    let edge = this.#view.dom.getBoundingClientRect().bottom
    doc.forEach((node, pos, at) => {
      const dom = this.#view.nodeDOM(pos)
      const isPast = index < doc.childCount || isHead({ node, pos, index: at })
      if (isPast || !(dom instanceof HTMLElement)) return
      const box = dom.getBoundingClientRect()
      if (y >= box.top + box.height / 2) return
      index = at
      edge = box.top
    })
    return { index, edge }
  }
}

function scrollNear(y: number): void {
  if (y < EDGE) window.scrollBy(0, -STEP)
  if (y > window.innerHeight - EDGE) window.scrollBy(0, STEP)
}
