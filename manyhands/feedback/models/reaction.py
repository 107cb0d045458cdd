from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from manyhands.courses.models import Course, Release
from manyhands.kernel.saving import QuickToSave
from manyhands.people.models import Person


class ReactionKind(models.TextChoices):
    USEFUL = "useful", _("Useful")
    LEARNED = "learned", _("Learned something")
    CLEAR = "clear", _("Clear")
    LOST_ME = "lost_me", _("Lost me")
    OUTDATED = "outdated", _("Outdated")
    NOT_USEFUL = "not_useful", _("Not useful")


# These speak of the course and stay true; the others of a text that the next release may have mended.
LASTING: Final = (ReactionKind.USEFUL, ReactionKind.LEARNED, ReactionKind.NOT_USEFUL)
PASSING: Final = (ReactionKind.CLEAR, ReactionKind.LOST_ME, ReactionKind.OUTDATED)


def stands_on(release: int | F) -> Q:
    """What lasts, and what was said of this release."""
    return Q(kind__in=LASTING) | Q(release=release)


class Reaction(QuickToSave):
    """One of six that say something, by one person, about a course or one of its blocks ("" is the whole)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="reactions")
    course = models.ForeignKey(Course, models.CASCADE, related_name="reactions")
    release = models.ForeignKey(Release, models.CASCADE, related_name="reactions")
    block_id = models.CharField(max_length=40, default="", blank=True)
    kind = models.CharField(max_length=10, choices=ReactionKind)
    reacted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "release", "block_id", "kind"], name="reaction_is_given_once"
            ),
        ]
        # All that counting them needs: thousands on one text are counted when one more is given.
        indexes = [
            models.Index(
                fields=["course", "block_id", "kind", "person", "release"], name="reaction_by_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} on {self.course_id}"
