"""Where a course stands, in a word or two, for lists and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.formats import date_format

from manyhands.kernel.words import gettext as _
from manyhands.kernel.words import ngettext

from .models import Course, CourseState, Freshness

SOON_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Standing:
    """``kind`` gives shape and colour (fresh, soon, doubtful, ended, draft), ``word`` says it."""

    kind: str
    word: str


def standing_of(course: Course, today: date) -> Standing:
    if course.state == CourseState.DRAFT:
        return Standing("draft", _("Draft"))
    if course.state == CourseState.ENDED:
        return Standing("ended", _("Ended"))
    if course.valid_from and course.valid_from > today:
        return Standing("draft", _("From %(day)s") % {"day": date_format(course.valid_from, "j F")})
    if course.freshness(today) == Freshness.DOUBTFUL:
        return Standing("doubtful", _doubtful(course.outdated_count))
    return _ending(course, today) or _to_check(course, today) or Standing("fresh", _("Fresh"))


def _doubtful(count: int) -> str:
    return ngettext("Doubtful: %(n)d says outdated", "Doubtful: %(n)d say outdated", count) % {
        "n": count
    }


def _ending(course: Course, today: date) -> Standing | None:
    if course.valid_until is None or (days := (course.valid_until - today).days) > SOON_DAYS:
        return None
    if days <= 0:
        return Standing("soon", _("Ends today"))
    return Standing("soon", ngettext("Ends in %(n)d day", "Ends in %(n)d days", days) % {"n": days})


def _to_check(course: Course, today: date) -> Standing | None:
    if course.freshness(today) == Freshness.TO_CHECK:
        return Standing("soon", _("To check"))
    if course.check_on and (course.check_on - today).days <= SOON_DAYS:
        return Standing("soon", _("To check this week"))
    return None
