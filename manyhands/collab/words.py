"""What the editor in the browser says, so that it is translated with everything else.

The editor asks by the English sentence (``frontend/src/editor/words.ts``); a test keeps the two lists equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext_noop as _

from manyhands.kernel.words import gettext

Kinds = Callable[[], Sequence[Mapping[str, Any]]]
_kinds: dict[str, Kinds] = {}

EDITOR_WORDS: Final = (
    _("Add a block below"),
    _("Add a block"),
    _("Add a column after"),
    _("Add a picture"),
    _("Add a row below"),
    _("Add an answer"),
    _("Address, or words of a course"),
    _("After this you can"),
    _("An answer"),
    _("Another file"),
    _("Another picture"),
    _("Bold"),
    _("Caption, if it needs one"),
    _("Choice question"),
    _("Choose a file"),
    _("Choose a picture"),
    _("Chosen words"),
    _("Code"),
    _("Copy your words"),
    _("Courses"),
    _("Delete this column"),
    _("Delete this row"),
    _("Delete"),
    _("Draft"),
    _("Drag to move, press to change"),
    _("Duplicate"),
    _("First column says what is beside it"),
    _("First row says what is below it"),
    _("For"),
    _("Heading"),
    _("Here now: {names}"),
    _("Italic"),
    _("Language of the code"),
    _("Language, if it matters"),
    _("Link to the video"),
    _("Link"),
    _("Look"),
    _("Make it a larger heading"),
    _("Make it a smaller heading"),
    _("Move down"),
    _("Move or change this block"),
    _("Move up"),
    _("Moved: block {place} of {of}"),
    _("Must be answered to finish"),
    _("Not connected: your words are kept on this device"),
    _("Not right"),
    _(
        "Not saved yet: the server has no room left. "
        "Your words are kept on this device and go in by themselves."
    ),
    _("Note"),
    _("Only decoration: nothing to say about it"),
    _("Open question: you read what they answer"),
    _("Opening…"),
    _("Reflection: only they see what they write"),
    _("Reload"),
    _("Right"),
    _("Saved {time}"),
    _("Saved"),
    _("Saving…"),
    _("Sending…"),
    _("Several answers may be right"),
    _("Sign in again in a new tab"),
    _("Struck through"),
    _("Take the link away"),
    _("The file did not arrive. It is still here."),
    _("The one thing not to forget"),
    _("There is a newer editor. Your words are kept; reload to go on."),
    _("This answer is right"),
    _("This block"),
    _("This draft is gone."),
    _("This draft is too large."),
    _("This file is too large to be kept here."),
    _("This is no address. Begin it with https://"),
    _("Tip"),
    _("Try again"),
    _("Turn into: {kind}"),
    _("Undo"),
    _("Warning"),
    _("What do you ask?"),
    _("What does it show, and how long is it?"),
    _("What does the picture show?"),
    _("What is in it?"),
    _("What is it about?"),
    _("What to do, in one step"),
    _("What to type, exactly"),
    _("Why it is right, or not"),
    _("Write, paste, or type / for a block"),
    _("You are signed out. Your words are kept on this device."),
    _("You can no longer write here."),
    _("do what? One thing, in one sentence"),
    _("https://… or words of a course"),
    _("or paste a screenshot, or drop a file here"),
    _("whom? Who will use it, and when"),
    _("{tone}: change what kind of callout this is"),
)


def register_kinds(kind: str, kinds: Kinds) -> None:
    """Say which kinds of block rooms ``kind:…`` offer: name, label, purpose, icon, keywords, insertable."""
    _kinds[kind] = kinds


def editor_facts(room: str) -> dict[str, Any]:
    """What the editor of this room must know, in the reader's language; English words it knows itself."""
    known = _kinds.get(room.partition(":")[0])
    said = {sentence: gettext(sentence) for sentence in EDITOR_WORDS}
    return {
        "kinds": [
            {key: value if isinstance(value, bool) else str(value) for key, value in kind.items()}
            for kind in (known() if known else ())
        ],
        "words": {sentence: words for sentence, words in said.items() if words != sentence},
    }
