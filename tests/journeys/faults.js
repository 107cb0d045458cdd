/** What a page does to people who see, move or point differently: each function answers with sentences. */
window.faults = (() => {
  const SPACED = new CSSStyleSheet()
  // WCAG 1.4.12, word for word.
  SPACED.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`)

  const name = (element) => {
    const words = (element.getAttribute("aria-label") || element.textContent || "").trim().replace(/\s+/g, " ")
    const css = typeof element.className === "string" && element.className ? `.${element.className.trim().split(/\s+/).join(".")}` : ""
    return `${element.localName}${css} “${words.slice(0, 30)}”`
  }
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const style = (element, part) => getComputedStyle(element, part)
  const isOnlyHeard = (element) => element.closest(".skip") !== null || style(element).clipPath !== "none"

  /** Nothing moves for those who asked for calm. */
  function motion() {
    const still = (element, part) => {
      const { animationName, transitionDuration } = style(element, part)
      return animationName === "none" && !/[1-9]/.test(transitionDuration)
    }
    const moving = [...document.body.querySelectorAll("*")].filter(
      (one) => !still(one) || !still(one, "::before") || !still(one, "::after"),
    )
    return moving.map((one) => `moves: ${name(one)}`)
  }

  /** What is folded away names itself on one line wherever there is room for it. */
  function folds() {
    const room = (words) => words.closest("details").clientWidth - 2 * words.offsetHeight
    return [...document.querySelectorAll("details.fold > summary > span:first-of-type")]
      .filter((words) => {
        if (!isSeen(words)) return false
        const height = words.offsetHeight
        words.style.whiteSpace = "nowrap"
        const [one, width] = [words.offsetHeight, words.scrollWidth]
        words.style.whiteSpace = ""
        return height > one && width < room(words)
      })
      .map((words) => `broken without need: ${name(words)}`)
  }

  /** Slanted letters are fetched where slanted words can be read, and nowhere else: a first visit pays for them. */
  function letters() {
    const isFetched = [...document.fonts].some(({ style, status }) => style === "italic" && status !== "unloaded")
    const slanted = [...document.body.querySelectorAll("*")].filter((one) => style(one).fontStyle === "italic")
    if (!isFetched || slanted.some((one) => one.textContent.trim())) return []
    return [`fetches slanted letters for nothing: ${slanted.slice(0, 1).map(name)}`]
  }

  /** With the reader's own spacing no word is cut off, and none lies on another. */
  function spacing() {
    document.adoptedStyleSheets.push(SPACED)
    try {
      const out = document.documentElement
      const wide = out.scrollWidth > out.clientWidth ? ["sticks out, spaced"] : []
      return [...wide, ...cut(), ...overlaps()]
    } finally {
      document.adoptedStyleSheets.pop()
    }
  }

  function cut() {
    return [...document.body.querySelectorAll("*")]
      .filter((one) => {
        if (!isSeen(one) || isOnlyHeard(one) || !one.textContent.trim()) return false
        const { overflowX, overflowY } = style(one)
        const [dx, dy] = [one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight]
        return (/hidden|clip/.test(overflowX) && dx > 1) || (/hidden|clip/.test(overflowY) && dy > 1)
      })
      .map((one) => `cut off, spaced: ${name(one)}`)
  }

  function overlaps() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const boxes = []
    while (walker.nextNode()) {
      const node = walker.currentNode
      const parent = node.parentElement
      if (!node.data.trim() || !isSeen(parent) || isOnlyHeard(parent) || lifted(parent)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) if (box.width > 1) boxes.push({ box, parent, node })
    }
    const found = new Set()
    boxes.sort((a, b) => a.box.top - b.box.top)
    boxes.forEach((one, at) => {
      for (const other of boxes.slice(at + 1)) {
        if (other.box.top >= one.box.bottom) break
        if (other.node === one.node) continue
        // The boxes of letters are taller than the letters.
        const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top
        const broad = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        if (high > 0.5 * Math.min(one.box.height, other.box.height) && broad > 2)
          found.add(`on each other, spaced: ${name(one.parent)} and ${name(other.parent)}`)
      }
    })
    return [...found]
  }

  /** What stands above the page on purpose. */
  function lifted(element) {
    for (let one = element; one; one = one.parentElement)
      if (/fixed|sticky/.test(style(one).position) || one.localName === "dialog") return true
    return false
  }

  const FOCUSABLE =
    "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex], [contenteditable=true]"

  function stops() {
    return [...document.querySelectorAll(FOCUSABLE)].filter(
      (one) =>
        one.tabIndex >= 0 &&
        !one.disabled &&
        !one.closest("dialog:not([open])") &&
        one.checkVisibility({ visibilityProperty: true }) &&
        one.getClientRects().length,
    )
  }

  /** Each stop of the Tab key is seen there, forwards and backwards; a key must have been pressed before. */
  function focus() {
    const found = new Set()
    const all = stops()
    for (const one of [...all, ...all.toReversed()]) {
      const around = [one, one.parentElement, one.parentElement?.parentElement].filter(Boolean)
      document.activeElement?.blur()
      const before = around.map(look).join()
      one.focus()
      if (document.activeElement !== one) continue
      if (!one.matches(":focus-visible")) found.add(`no visible focus: ${name(one)}`)
      // In a text the caret is the sign.
      else if (before === around.map(look).join() && !one.isContentEditable)
        found.add(`nothing shows the focus: ${name(one)}`)
      if (isHidden(one)) found.add(`focus hidden behind a bar: ${name(one)}`)
    }
    document.activeElement?.blur()
    return [...found]
  }

  function look(element) {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderColor } = style(element)
    const ring = outlineStyle === "none" ? "" : `${outlineWidth} ${outlineColor}`
    return [ring, boxShadow, backgroundColor, borderColor].join("|")
  }

  /** All of it lies below something that stays in its place while the page scrolls. */
  function isHidden(element) {
    if (lifted(element)) return false
    const box = [...element.getClientRects()].find((one) => one.width > 0) ?? element.getBoundingClientRect()
    const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)]
    const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)]
    const points = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => [left + (right - left) * x, top + (bottom - top) * y]),
    )
    return points.every(([x, y]) => {
      const above = document.elementFromPoint(x, y)
      return above === null || (!element.contains(above) && !above.contains(element) && lifted(above))
    })
  }

  /** Where the system chooses the colours, what is on still differs from what is off. */
  function states() {
    const on = {
      "aria-current": '[aria-current]:not([aria-current="false"])',
      "aria-pressed": '[aria-pressed="true"]',
      "aria-selected": '[aria-selected="true"]',
    }
    return Object.entries(on).flatMap(([attribute, selector]) =>
      [...document.querySelectorAll(selector)].filter(isSeen).flatMap((one) => {
        const value = one.getAttribute(attribute)
        const lit = drawn(one)
        one.removeAttribute(attribute)
        const unlit = drawn(one)
        one.setAttribute(attribute, value)
        return lit === unlit ? [`forced colours hide the state: ${name(one)}`] : []
      }),
    )
  }

  function drawn(element) {
    return [undefined, "::before", "::after"]
      .map((part) => {
        const { backgroundColor, color, borderWidth, borderColor, outlineStyle, textDecorationLine } = style(element, part)
        return [backgroundColor, color, borderWidth, borderColor, outlineStyle, textDecorationLine].join()
      })
      .join("|")
  }

  return { letters, motion, spacing, focus, folds, states }
})()
