"""Hands in the editor, as the stories need them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .writing import PUT_CARET

TAKE_WORDS = """(words) => {
  const { editor } = document.querySelector("mh-editor")
  let found = null
  editor.state.doc.descendants((node, pos) => {
    if (!found && node.isTextblock && node.textContent === words)
      found = { from: pos + 1, to: pos + 1 + node.content.size }
  })
  if (!found) throw new Error(`Nothing says “${words}”`)
  editor.chain().focus().setTextSelection(found).run()
}"""


def open_draft(page: Page, path: str) -> None:
    page.goto(path)
    wait_saved(page)


def wait_saved(page: Page) -> None:
    """Until everything written here is kept by the server."""
    expect(page.locator(".save-state.is-saved")).to_be_visible()


def rewrite(page: Page, old: str, new: str) -> None:
    """Write over the part that says ``old``."""
    page.evaluate(TAKE_WORDS, old)
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.keyboard.type(new)


def write_in(page: Page, part: str, words: str) -> None:
    """Write into an empty title, goal or forwhom."""
    page.locator(f'mh-editor [data-block-id="{part}"]').click()
    page.keyboard.type(words)


def put_caret(page: Page, words: str) -> None:
    page.evaluate(PUT_CARET, [words, -1])
    expect(page.locator(".ProseMirror")).to_be_focused()
