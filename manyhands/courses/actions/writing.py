from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.courses import rules
from manyhands.courses.events import KeeperWrittenTo
from manyhands.courses.models import Course, KeeperLetter
from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.text import squeeze
from manyhands.people.models import Person

LONGEST_LETTER = 500


@transaction.atomic
def write_to_keeper(course: Course, *, words: str, by: Person) -> KeeperLetter:
    """A coach offers help with a draft that sleeps, or asks for another look. Sent twice it is sent once."""
    course = Course.objects.locked(course.pk)
    words = _sayable(words)
    sent = rules.letters_of_today(course).filter(written_by=by, words=words).first()
    if sent is not None:
        return sent
    require(rules.can_write_to_keeper(by, course))

    letter = KeeperLetter.objects.create(
        course=course, keeper=course.keeper, written_by=by, words=words, written_at=now()
    )
    fact = KeeperWrittenTo(
        course_id=course.pk, title=course.name, letter_id=letter.pk, keeper_id=letter.keeper_id
    )
    record(fact, by=by, about=course)
    return letter


def _sayable(words: str) -> str:
    words = squeeze(words)
    if not words:
        raise Refused(_("Please write a sentence."))
    if len(words) > LONGEST_LETTER:
        raise Refused(_("Please say it in at most %(n)d characters.") % {"n": LONGEST_LETTER})
    return words
