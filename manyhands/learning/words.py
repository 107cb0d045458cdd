"""Numbers and reasons as a colleague would say them."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from manyhands.courses.models import Course
from manyhands.web.filters import long_day

_SMALL: Final = (
    gettext_noop("no"),
    gettext_noop("one"),
    gettext_noop("two"),
    gettext_noop("three"),
    gettext_noop("four"),
    gettext_noop("five"),
    gettext_noop("six"),
    gettext_noop("seven"),
    gettext_noop("eight"),
    gettext_noop("nine"),
    gettext_noop("ten"),
)


def in_words(number: int) -> str:
    """ "two", from eleven on "11"."""
    return _(_SMALL[number]) if 0 <= number < len(_SMALL) else str(number)


def blocks_and_minutes(blocks: int, minutes: int) -> str:
    """How much a difference is: "two blocks, one minute"."""
    changed = ngettext("%(n)s block", "%(n)s blocks", blocks) % {"n": in_words(blocks)}
    if not minutes:
        return changed
    length = ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": in_words(minutes)}
    return f"{changed}, {length}"


def why_fresh(course: Course, today: date) -> str:
    """What stands behind the word for a course's freshness."""
    if course.outdated_count:
        return ngettext(
            "%(n)d reader says that something in it is outdated.",
            "%(n)d readers say that something in it is outdated.",
            course.outdated_count,
        ) % {"n": course.outdated_count}
    if course.check_on and course.check_on <= today:
        return _("To be looked at again by %(day)s.") % {"day": long_day(course.check_on)}
    if course.verified_at is None:
        return ""
    looked = _("Right as of %(day)s.") % {"day": long_day(course.verified_at)}
    if course.check_on is None:
        return looked
    return f"{looked} " + _("Next look: %(day)s.") % {"day": long_day(course.check_on)}
