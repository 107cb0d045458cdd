/** Words chosen in one block, with what stands before and after: enough to find them again. */
export interface Passage {
  element: HTMLElement
  block: string
  quote: string
  prefix: string
  suffix: string
}

const AROUND = 32
const LONGEST = 300
const NOT_TEXT = ".say-here, .said-here, .selection-bar, template, script"

/** The passage that a range covers, or nothing when it holds no words or no block. */
export function passageOf(range: Range): Passage | undefined {
  const element = blockOf(range.startContainer)
  if (!element) return undefined
  const end = element.contains(range.endContainer) ? range : upTo(element, range)
  const quote = wordsIn(end).slice(0, LONGEST)
  if (!quote.trim()) return undefined

  const before = document.createRange()
  before.selectNodeContents(element)
  before.setEnd(end.startContainer, end.startOffset)
  const after = document.createRange()
  after.selectNodeContents(element)
  after.setStart(end.endContainer, end.endOffset)

  return {
    element,
    block: element.dataset["block"] ?? "",
    quote,
    prefix: wordsIn(before).slice(-AROUND),
    suffix: wordsIn(after).slice(0, AROUND),
  }
}

function blockOf(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest<HTMLElement>("[data-block]") ?? null
}

/** A choice over several blocks speaks of the first. */
function upTo(element: HTMLElement, range: Range): Range {
  const cut = range.cloneRange()
  cut.setEnd(element, element.childNodes.length)
  return cut
}

function wordsIn(range: Range): string {
  const content = range.cloneContents()
  for (const extra of content.querySelectorAll(NOT_TEXT)) extra.remove()
  return content.textContent ?? ""
}
