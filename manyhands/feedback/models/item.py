from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from manyhands.courses.models import Course, Release
from manyhands.kernel.loading import QuickToLoad
from manyhands.needs.models import CheckIn
from manyhands.people.models import Membership, Person
from manyhands.web.links import url


class ItemKind(models.TextChoices):
    QUESTION = "question", _("Question")
    OUTDATED = "outdated", _("Outdated")
    LOST_ME = "lost_me", _("Lost me")
    SUGGESTION = "suggestion", _("Suggestion")
    FLAG = "flag", _("Wrong or unsafe")
    NOT_SOLVED = "not_solved", _("Did not solve it")
    REMARK = "remark", _("Remark")


class ItemState(models.TextChoices):
    NEW = "new", _("New")
    PLANNED = "planned", _("Planned")
    IN_DRAFT = "in_draft", _("In the draft")
    DONE = "done", _("Done")
    DECLINED = "declined", _("Declined")


OPEN: Final = (ItemState.NEW, ItemState.PLANNED, ItemState.IN_DRAFT)
MOVES: Final[dict[str, set[str]]] = {
    ItemState.NEW: {ItemState.PLANNED, ItemState.IN_DRAFT, ItemState.DONE, ItemState.DECLINED},
    ItemState.PLANNED: {ItemState.NEW, ItemState.IN_DRAFT, ItemState.DONE, ItemState.DECLINED},
    ItemState.IN_DRAFT: {ItemState.NEW, ItemState.PLANNED, ItemState.DONE, ItemState.DECLINED},
    ItemState.DECLINED: {ItemState.NEW},
    ItemState.DONE: {ItemState.NEW},
}


class IllegalMove(Exception):
    """The item cannot go from its present state to the one asked for."""


class ItemQuerySet(models.QuerySet["Item"]):
    def open(self) -> Self:
        """What the author still has to deal with."""
        return self.filter(state__in=OPEN)

    def unanswered(self) -> Self:
        """Questions to which nobody has said a word yet."""
        return self.open().filter(kind=ItemKind.QUESTION, answered_at=None)

    def visible_to(self, person: Person) -> Self:
        """Of the courses they can open; what did not help somebody is for authors, coaches, and whoever said it."""
        # Asked of each item's own course: a list of all they can open grows with the organisation.
        readable = Course.objects.visible_to(person).filter(pk=OuterRef("course"))
        return self.filter(Exists(readable)).shown_to(person)

    def shown_to(self, person: Person) -> Self:
        """The same for a course that the person may read anyway."""
        if person.is_administrator:
            return self
        written = Course.objects.in_care_of(person).values("pk")
        told = ~Q(kind=ItemKind.NOT_SOLVED) | Q(person=person) | Q(course__in=written)
        if person.coached:
            kept = Membership.objects.filter(group__in=person.coached).values("person_id")
            told |= Q(course__keeper__in=kept)
        return self.filter(told)

    def locked(self, pk: int) -> Item:
        """With its course and whoever writes that, as the rules ask for them."""
        rows = self.select_for_update(of=("self",))
        return rows.select_related("course__keeper", "person", "done_in").get(pk=pk)


class Item(QuickToLoad):
    """What somebody said about a course at an exact place, and what becomes of it.

    The anchor is the block's id, the quoted words and what stood before and after them, on the release they read.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="items")
    release = models.ForeignKey(Release, models.CASCADE, related_name="items")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="items")
    kind = models.CharField(max_length=10, choices=ItemKind)
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.NEW)
    text = models.TextField(_("in your words"), max_length=4000, default="", blank=True)
    is_nameless = models.BooleanField(default=False)
    block_id = models.CharField(max_length=40, default="", blank=True)
    quote = models.CharField(max_length=1000, default="", blank=True)
    prefix = models.CharField(max_length=80, default="", blank=True)
    suffix = models.CharField(max_length=80, default="", blank=True)
    reason = models.CharField(max_length=1000, default="", blank=True)  # why declined
    # A "partly" or "no" that somebody gave to the need which the course answers.
    checkin = models.ForeignKey(
        CheckIn, models.SET_NULL, null=True, blank=True, related_name="items"
    )
    # The block of the draft that took its words in.
    folded_into = models.CharField(max_length=40, default="", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    done_in = models.ForeignKey(
        Release, models.SET_NULL, null=True, blank=True, related_name="done_items"
    )
    said_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["course", "state", "-id"], name="item_of_course"),
            models.Index(fields=["person", "-id"], name="item_of_person"),
            models.Index(fields=["state", "kind", "said_at"], name="item_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ItemState.DECLINED) | ~Q(reason=""),
                name="item_declined_says_why",
            ),
            models.UniqueConstraint(
                fields=["course", "checkin"],
                condition=Q(checkin__isnull=False),
                name="item_says_a_reply_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} on {self.course_id}"

    def get_absolute_url(self) -> str:
        return url("feedback:item", self.pk)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def speaker(self) -> Person | Mapping[str, object] | None:
        """Whose face is shown: somebody nameless, or None for a former colleague."""
        if not self.is_nameless:
            return self.person
        return {"name": str(_("Somebody")), "initials": "?", "tint": 8, "photo_url": "", "pk": None}

    @property
    def speaker_name(self) -> str:
        if self.is_nameless:
            return str(_("Somebody"))
        return self.person.first_name if self.person else str(_("A former colleague"))

    def move_to(self, state: str, *, at: datetime) -> None:
        if state not in MOVES[self.state]:
            raise IllegalMove(f"{self.state} -> {state}")
        self.state, self.moved_at = state, at


class Comment(QuickToLoad):
    """One answer or remark in an item's thread."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="comments")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="comments")
    text = models.TextField(_("your answer"), max_length=4000)
    said_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["item", "id"], name="comment_in_order")]

    def __str__(self) -> str:
        return f"#{self.pk} on {self.item_id}"
