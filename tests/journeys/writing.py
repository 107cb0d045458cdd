"""People at their machines, with one draft open."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from .installation import Installation

DESK = {"width": 1280, "height": 1000}
PATIENCE = 15.0
EDITOR = "document.querySelector('mh-editor')"

PUT_CARET = """([words, place]) => {
  const { editor } = document.querySelector("mh-editor")
  let at = null
  editor.state.doc.descendants((node, pos) => {
    if (at === null && node.isTextblock && node.textContent === words)
      at = pos + 1 + (place < 0 ? node.content.size : place)
  })
  editor.commands.setTextSelection(at)
  editor.view.focus()
}"""
# Browsers tell of a new selection a moment later: does the editor know of it?
SELECTION_IS_KNOWN = """() => {
  const { view } = document.querySelector("mh-editor").editor
  const { focusNode, focusOffset, anchorNode, anchorOffset } = getSelection()
  const { head, anchor } = view.state.selection
  const places = [view.posAtDOM(focusNode, focusOffset), view.posAtDOM(anchorNode, anchorOffset)]
  return places[0] === head && places[1] === anchor
}"""
PASTE = """([files, html, text]) => {
  const data = new DataTransfer()
  for (const [name, type, content] of files)
    data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name, { type }))
  if (html) data.setData("text/html", html)
  if (text) data.setData("text/plain", text)
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
  document.querySelector(".ProseMirror").dispatchEvent(event)
}"""

DROP = """([place, content]) => {
  const data = new DataTransfer()
  const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0))
  data.items.add(new File([bytes], "gate.png", { type: "image/png" }))
  const target = document.querySelector(place)
  const { left, top } = target.getBoundingClientRect()
  const at = { clientX: left + 9, clientY: top + 9, bubbles: true, cancelable: true }
  for (const name of ["dragover", "drop"]) {
    const event = new DragEvent(name, { dataTransfer: data, ...at })
    target.dispatchEvent(event)
    if (!event.defaultPrevented) throw new Error("The browser would leave the page.")
  }
}"""


class Writer:
    """One person at one machine; what the browser complains of is kept."""

    def __init__(
        self,
        browser: Browser,
        installation: Installation,
        session: str,
        path: str,
        *,
        patience: float = PATIENCE,
    ) -> None:
        self.complaints: list[str] = []
        self._patience = patience
        self._installation = installation
        self._path = path
        self.context: BrowserContext = browser.new_context(
            base_url=installation.url,
            viewport=DESK,
            reduced_motion="reduce",  # type: ignore[arg-type]
        )
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.sign_in(session)
        self.page = self.open()

    def sign_in(self, session: str) -> None:
        url = self._installation.url
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": url}])

    def open(self) -> Page:
        page = self.page = self.context.new_page()
        page.set_default_timeout(self._patience * 1000)
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self._path)
        page.wait_for_selector(".ProseMirror")
        self.wait_saved()
        return page

    def caret(self, words: str, place: int = -1) -> None:
        """Put the caret into the text that says so; at its end, or after so many letters."""
        self.page.evaluate(PUT_CARET, [words, place])

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            if "Shift" in key or "Home" in key:
                wait_until(lambda: bool(self.page.evaluate(SELECTION_IS_KNOWN)))

    def mark_to_the_start(self) -> None:
        """Shift and Home, as often as it takes: for 20 ms after it got the focus ProseMirror takes a choice back."""

        def is_marked() -> bool:
            self.press("Shift+Home")
            return bool(self.page.evaluate("!getSelection().isCollapsed"))

        wait_until(is_marked)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def paste(self, *, html: str = "", text: str = "", pictures: int = 0) -> None:
        files = [[f"shot-{n}.png", "image/png", PICTURE] for n in range(pictures)]
        self.page.evaluate(PASTE, [files, html, text])

    def drop(self, place: str) -> None:
        """A picture from the desk, let go over this place."""
        self.page.evaluate(DROP, [place, PICTURE])

    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(f"{EDITOR}.editor.getJSON()")
        return found

    def ids(self) -> list[str]:
        """The ids of all blocks; none is missing, none is there twice."""
        ids = [node["attrs"]["id"] for node in self.document()["content"]]
        assert all(ids)
        assert len(set(ids)) == len(ids)
        return ids

    def kinds(self) -> list[str]:
        return [node["type"] for node in self.document()["content"][3:]]

    def words(self) -> list[str]:
        return [words_in(node) for node in self.document()["content"]]

    def state(self) -> str:
        said: str = self.page.evaluate(f"{EDITOR}.state")
        return said

    def wait_saved(self) -> None:
        wait_until(lambda: self.state() == "saved", self._patience)

    def status(self) -> str:
        return self.page.inner_text(".save-state")


def words_in(node: dict[str, Any]) -> str:
    return node.get("text", "") + "".join(map(words_in, node.get("content", [])))


def wait_until(satisfied: Callable[[], bool], patience: float = PATIENCE) -> None:
    """The page's own policy forbids Playwright's way of waiting for a function."""
    until = time.monotonic() + patience
    while not satisfied():
        assert time.monotonic() < until, "It did not happen in time."
        time.sleep(0.05)


class Drafts:
    """The drafts of a house, served: ``next()`` is one that nobody has touched."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.sessions: dict[str, str] = installation.known["sessions"]
        self.people: dict[str, int] = installation.known["people"]
        self._fresh = iter(installation.known["courses"])

    def next(self) -> int:
        course: int = next(self._fresh)
        return course


def _png(colour: str) -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    return file.getvalue()


PICTURE = base64.b64encode(_png("#ffe24a")).decode()
BLUE = _png("#336699")
