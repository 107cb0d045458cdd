"""What to look at before a release. It advises; it blocks only when there is nothing to release."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyhands.kernel.text import shorten

from .blocks import (
    Document,
    Finding,
    Repair,
    block_id,
    course_linked,
    kind_of,
    links_of,
    media_of,
    minutes_of,
    questions_of,
)
from .blocks.kinds.video import VIDEO, video_checks
from .blocks.node import Node, attribute, descend, kind_name, plain
from .intentions import guide_for

MANY_MINUTES: Final = 10
MOST_LETTERS: Final = 60
Known = Callable[[set[int]], set[int]]


class CheckState(StrEnum):
    OK = "ok"
    ADVICE = "advice"
    BLOCKING = "blocking"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list. ``fix`` says what to do; "" when there is nothing to do."""

    key: str
    state: CheckState
    sentence: str
    block_id: str = ""
    fix: str = ""


def _all_of_them(ids: set[int]) -> set[int]:
    return ids


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checks need to know beside the document.

    ``visible_courses`` gives, of some course ids, those that the course's audience can open; ``media_exists``
    likewise for stored files. ``repairs`` is what was mended when the draft was read, ``intention`` what it began as.
    """

    keeper_name: str
    check_on: date | None
    today: date
    visible_courses: Known = _all_of_them
    media_exists: Known = _all_of_them
    repairs: Sequence[Repair] = ()
    peertube: tuple[str, ...] = ()
    intention: str = ""


def check(document: Document, *, facts: Facts) -> list[Check]:
    """The whole list, in the order of the page. ``may_release`` reads it."""
    return [
        *_front(document),
        *_guiding_words(document, facts.intention),
        _minutes(document),
        *_findings(document, facts.peertube),
        *_headings(document),
        *_links(document, facts.visible_courses),
        *_files(document, facts.media_exists),
        _question(document),
        *_keeping(facts),
        *_repairs(facts.repairs),
    ]


def may_release(checks: Sequence[Check]) -> bool:
    return all(line.state != CheckState.BLOCKING for line in checks)


def _ok(key: str, sentence: str) -> Check:
    return Check(key, CheckState.OK, sentence)


def _advice(key: str, sentence: str, fix: str, block: str = "") -> Check:
    return Check(key, CheckState.ADVICE, sentence, block, fix)


def _front(document: Document) -> Iterator[Check]:
    if document.title_text:
        yield _ok("title", _("It has a title."))
    else:
        words = _("It has no title.")
        yield Check(
            "title", CheckState.BLOCKING, words, "title", _("Say in one line what it is about.")
        )
    if document.goal_text:
        yield _ok("goal", _("It says what people can do afterwards."))
    else:
        fix = _("Finish the sentence “After this you can…”.")
        yield _advice("goal", _("It does not say what people can do afterwards."), fix, "goal")
    if document.for_whom_text:
        yield _ok("forwhom", _("It says for whom it is."))
    else:
        yield _advice("forwhom", _("It does not say for whom it is."), _("Name them."), "forwhom")
    if document.is_empty:
        words = _("There is nothing in it yet.")
        yield Check("content", CheckState.BLOCKING, words, "", _("Write at least one block."))


def _guiding_words(document: Document, intention: str) -> Iterator[Check]:
    """Words of the guide are there to be written over; to learners they say nothing."""
    guiding = guide_for(intention).words_to_replace() if intention else frozenset()
    left = [
        block
        for block in document.blocks
        if guiding and any(plain(part).strip() in guiding for part in descend(block))
    ]
    if left:
        words = ngettext(
            "%(n)s block still says what the guide told you to write.",
            "%(n)s blocks still say what the guide told you to write.",
            len(left),
        )
        fix = _("Write your own words over them, or remove them.")
        yield _advice("guide", words % {"n": len(left)}, fix, block_id(left[0]))


def _minutes(document: Document) -> Check:
    minutes = minutes_of(document)
    words = ngettext("It takes %(n)s minute.", "It takes %(n)s minutes.", minutes) % {"n": minutes}
    if minutes <= MANY_MINUTES:
        return _ok("minutes", words)
    return _advice("minutes", words, _("Five is usual. Could it be two courses?"))


def _findings(document: Document, peertube: tuple[str, ...]) -> Iterator[Check]:
    found = [
        _advice(finding.key, finding.sentence, finding.fix, block_id(node))
        for node in document.blocks
        for finding in _of_block(node, peertube)
    ]
    yield from found
    has_pictures = any(
        kind_name(n) == "picture" and attribute(n, "media") is not None
        for block in document.blocks
        for n in descend(block)
    )
    if has_pictures and not any(line.key == "alternative" for line in found):
        yield _ok("alternative", _("Every picture can be understood without seeing it."))


def _of_block(node: Node, peertube: tuple[str, ...]) -> Iterator[Finding]:
    kind = kind_of(node)
    # Which hosts are allowed is this organisation's choice, unknown to the registry.
    yield from video_checks(node, peertube) if kind is VIDEO else kind.checks(node)


def _headings(document: Document) -> Iterator[Check]:
    """A part of a part needs a part to belong to."""
    headings = [node for node in document.blocks if kind_name(node) == "heading"]
    if not headings:
        return
    if attribute(headings[0], "level") == 3:
        words = _("The first heading is one of the small ones.")
        yield _advice("headings", words, _("Make it a large one."), block_id(headings[0]))
    else:
        yield _ok("headings", _("Its headings are in order."))


def _links(document: Document, visible: Known) -> Iterator[Check]:
    linked = [(link, course_linked(link.href)) for link in links_of(document)]
    ids = {course for _link, course in linked if course is not None}
    seen = visible(ids) if ids else set()
    blocks = {block_id(node) for node in document.blocks}
    # Named by the author's own words: the title of what is closed may be closed, too.
    dead = {
        (link.block_id, course): link.words
        for link, course in reversed(linked)
        if course in ids - seen
    }
    for (block, _course), said in reversed(dead.items()):
        words = _("“%(words)s” leads to a course that its readers cannot open.")
        fix = _("Choose another course, or take the link away.")
        yield _advice("links", words % {"words": shorten(said, MOST_LETTERS)}, fix, block)
    lost = [
        link
        for link in links_of(document)
        if link.href.startswith("#") and link.href.removeprefix("#block-") not in blocks
    ]
    for link in lost:
        words = _("A link leads to a block that is no longer there.")
        yield _advice("links", words, _("Link to another one."), link.block_id)
    if linked and not dead and not lost:
        yield _ok("links", _("Its links to courses lead somewhere."))


def _files(document: Document, exists: Known) -> Iterator[Check]:
    wanted = media_of(document)
    lost = wanted - exists(wanted) if wanted else set()
    for node in document.blocks:
        if lost & media_of([node]):
            words, fix = (
                _("A picture or file is no longer there."),
                _("Add it again, or remove it."),
            )
            yield _advice("files", words, fix, block_id(node))


def _question(document: Document) -> Check:
    if questions_of(document):
        return _ok("question", _("People can try what they learned."))
    fix = _("A question with a reason for each answer takes two minutes to write.")
    return _advice("question", _("Nothing lets people try what they learned."), fix)


def _keeping(facts: Facts) -> Iterator[Check]:
    if facts.keeper_name:
        yield _ok("keeper", _("%(name)s keeps it.") % {"name": facts.keeper_name})
    else:
        yield _advice("keeper", _("Nobody keeps it."), _("Choose who answers for it."))
    if facts.check_on is None:
        words = _("It has no date for the next look.")
        yield _advice("check_on", words, _("Say when somebody should see if it is still right."))
    elif facts.check_on <= facts.today:
        words = _("The date for the next look is past.")
        yield _advice("check_on", words, _("Choose a day to come."))
    else:
        day = date_format(facts.check_on, "j F Y")
        yield _ok("check_on", _("Somebody looks at it again on %(day)s.") % {"day": day})


def _repairs(repairs: Sequence[Repair]) -> Iterator[Check]:
    for mended in repairs:
        if not mended.is_quiet:
            fix = _("Look whether it still says what you mean.")
            yield _advice("repair", mended.sentence, fix, mended.block_id)
