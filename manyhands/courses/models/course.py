from __future__ import annotations

from datetime import date, datetime
from typing import Final, Self

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from manyhands.kernel.clock import today
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.loading import QuickToLoad
from manyhands.needs.models import Need
from manyhands.people.models import Group, Person, Topic
from manyhands.web.links import url


class CourseState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    RELEASED = "released", _("Released")
    ENDED = "ended", _("Ended")


class Intention(models.TextChoices):
    PROCEDURE = "procedure", _("Procedure")
    DEMONSTRATION = "demonstration", _("Demonstration")
    NEW_TOOL = "new_tool", _("New tool")
    RECURRING_ISSUE = "recurring_issue", _("Recurring issue")
    CHANGE_NOTICE = "change_notice", _("Change notice")
    BLANK = "blank", _("Blank page")


class Freshness(models.TextChoices):
    FRESH = "fresh", _("Fresh")
    TO_CHECK = "to_check", _("To check")
    DOUBTFUL = "doubtful", _("Doubtful")


# So many open "outdated" remarks make a course doubtful, whatever its date says.
DOUBTFUL_FROM: Final = 3
# A draft that nobody has edited for so long sleeps.
SLEEPING_DAYS: Final = 4


class IllegalMove(Exception):
    """The course cannot go from its present state to the one asked for."""


class CourseQuerySet(models.QuerySet["Course"]):
    def released(self) -> Self:
        return self.filter(state=CourseState.RELEASED)

    def written_by(self, person: Person) -> Self:
        """Courses that the person keeps or co-authors."""
        return self.filter(pk__in=_written_by(person))

    def readable_by(self, person: Person) -> Self:
        """Released or ended courses whose audience includes the person, and those they write."""
        written = Q(keeper=person) | Q(pk__in=_shared_with(person))
        return self.filter(~Q(state=CourseState.DRAFT), written | (_begun() & _open_to(person)))

    def visible_to(self, person: Person) -> Self:
        """All the courses that exist as far as ``person`` is concerned: readable ones and own drafts."""
        return self.filter(_is_visible_to(person))

    def known_to(self, person: Person) -> Self:
        """All that the person can open in any way: to read, to write, or to look after."""
        if not (person.coached or person.is_administrator):
            return self.visible_to(person)
        # Asked of each course by itself, which mostly is one: a list of all in their care grows with the organisation.
        cared = Course.objects.in_care_of(person).filter(pk=OuterRef("pk"))
        return self.filter(_is_visible_to(person) | Q(Exists(cared)))

    def in_care_of(self, person: Person) -> Self:
        """Those they write, and those of keepers who left that they look after as coach or administrator."""
        if person.is_administrator:
            own = Q(keeper=person) | Q(pk__in=_shared_with(person))
            return self.filter(own | Q(keeper__is_active=False))
        return self.filter(pk__in=_cared_for_by(person) if person.coached else _written_by(person))

    def locked(self, pk: int) -> Course:
        for course in _locked(pk):
            return course
        raise Course.DoesNotExist


@kept_query
def _locked(pk: int) -> CourseQuerySet:
    rows = Course.objects.filter(pk=pk)
    return rows.select_for_update(of=("self",)) if connection.vendor == "postgresql" else rows


def _is_visible_to(person: Person) -> Q:
    out = ~Q(state=CourseState.DRAFT)
    written = Q(keeper=person) | Q(pk__in=_shared_with(person))
    return written | (out & _begun() & _open_to(person))


def _begun() -> Q:
    """What is valid from a day to come is until then its authors' alone."""
    return Q(valid_from=None) | Q(valid_from__lte=today())


def _open_to(person: Person) -> Q:
    """By its audience or as a guest."""
    if person.is_administrator:
        return ~Q(pk__in=[])  # all of them; an empty Q() would vanish beside an "or"
    groups = {*person.circle, *person.coached, *person.managed}
    reached = Course.audience.through.objects.filter(course=OuterRef("pk"), group__in=groups)
    named = Course.guests.through.objects.filter(course=OuterRef("pk"), person=person)
    return Q(is_for_everybody=True) | Q(Exists(reached)) | Q(Exists(named))


# These two stand alone, in one list: "or" between a column and a subquery lets PostgreSQL expect half of all courses,
# and read all of whatever hangs on them.

_WRITTEN: Final = (
    "SELECT id FROM courses_course WHERE keeper_id = %s"
    " UNION ALL SELECT course_id FROM courses_coauthor WHERE person_id = %s"
)


def _written_by(person: Person) -> RawSQL:
    return RawSQL(_WRITTEN, [person.pk, person.pk])  # noqa: S611 - only numbers, as parameters


def _cared_for_by(coach: Person) -> RawSQL:
    """What they write, and what those left who were in their groups."""
    groups = list(coach.coached)
    marks = ", ".join(["%s"] * len(groups))
    return RawSQL(  # noqa: S611 - only numbers, as parameters
        f"{_WRITTEN} UNION ALL SELECT kept.id FROM courses_course kept"  # noqa: S608
        " JOIN people_person keeper ON keeper.id = kept.keeper_id AND NOT keeper.is_active"
        " JOIN people_membership was ON was.person_id = keeper.id"
        f" WHERE was.group_id IN ({marks})",
        [coach.pk, coach.pk, *groups],
    )


def _shared_with(person: Person) -> RawSQL:
    sql = "SELECT course_id FROM courses_coauthor WHERE person_id = %s"
    return RawSQL(sql, [person.pk])  # noqa: S611 - only a number, as a parameter


class Course(QuickToLoad):
    """The unit of teaching: a short document of blocks, with a live draft and numbered releases.

    Title, goal and "for whom" are the first nodes of the draft's document, mirrored here when it is saved.
    """

    title = models.CharField(_("title"), max_length=200, default="", blank=True)
    goal = models.CharField(_("after this you can…"), max_length=500, default="", blank=True)
    for_whom = models.CharField(_("for whom"), max_length=300, default="", blank=True)
    intention = models.CharField(max_length=16, choices=Intention, default=Intention.BLANK)
    # The keeper answers for its freshness; a person who left stays named until somebody takes over.
    keeper = models.ForeignKey(Person, models.PROTECT, related_name="kept_courses")
    topics = models.ManyToManyField(Topic, related_name="courses", blank=True)
    needs = models.ManyToManyField(Need, through="NeedLink", related_name="courses")

    state = models.CharField(max_length=10, choices=CourseState, default=CourseState.DRAFT)
    audience = models.ManyToManyField(Group, related_name="courses", blank=True)
    # Readers named one by one: those who wait for its need and are in none of the groups.
    guests = models.ManyToManyField(Person, related_name="guest_courses", blank=True)
    is_for_everybody = models.BooleanField(default=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    # The last day for which its keeper was told that it ends soon.
    end_told_for = models.DateField(null=True, blank=True, editable=False)
    end_reason = models.CharField(max_length=500, default="", blank=True)
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="predecessors"
    )

    started_at = models.DateTimeField()
    edited_at = models.DateTimeField()  # last change of the draft
    released_at = models.DateTimeField(null=True, blank=True)  # of the first release
    ended_at = models.DateTimeField(null=True, blank=True)
    current = models.ForeignKey("Release", models.SET_NULL, null=True, blank=True, related_name="+")
    check_on = models.DateField(_("look at it again"), null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)

    # Kept by the actions.
    minutes = models.PositiveSmallIntegerField(default=1)
    release_count = models.PositiveSmallIntegerField(default=0)
    learner_count = models.PositiveIntegerField(default=0)
    finished_count = models.PositiveIntegerField(default=0)
    useful_count = models.PositiveIntegerField(default=0)
    solved_yes_count = models.PositiveIntegerField(default=0)
    solved_asked_count = models.PositiveIntegerField(default=0)
    open_item_count = models.PositiveIntegerField(default=0)
    outdated_count = models.PositiveIntegerField(default=0)
    # Of each reaction to the whole course, how many people gave it; of passing ones to the current release.
    reaction_counts = models.JSONField(default=dict)

    objects = CourseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "-useful_count", "-id"], name="course_useful"),
            models.Index(fields=["state", "-released_at", "-id"], name="course_newest"),
            models.Index(fields=["keeper", "-edited_at"], name="course_of_keeper"),
            models.Index(fields=["state", "valid_until"], name="course_by_end"),
            models.Index(fields=["state", "edited_at"], name="course_by_edit"),
            models.Index(fields=["state", "-outdated_count", "id"], name="course_doubted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CourseState.DRAFT) | Q(released_at__isnull=False),
                name="course_released_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="course_validity_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.title}"

    def get_absolute_url(self) -> str:
        return url("learning:course", self.pk)

    @property
    def room_key(self) -> str:
        """The shared document of its draft."""
        return f"course:{self.pk}"

    @property
    def name(self) -> str:
        """Its title, or a stand-in while it has none."""
        return self.title or str(_("Untitled draft"))

    @property
    def is_released(self) -> bool:
        return self.state == CourseState.RELEASED

    def has_begun(self) -> bool:
        """Whether its first day has come, where it has one."""
        return self.valid_from is None or self.valid_from <= today()

    def freshness(self, today: date) -> Freshness:
        """Fresh, to check or doubtful, from evidence first and the calendar second."""
        if self.outdated_count >= DOUBTFUL_FROM:
            return Freshness.DOUBTFUL
        if self.outdated_count or (self.check_on and self.check_on <= today):
            return Freshness.TO_CHECK
        return Freshness.FRESH

    def is_written_by(self, person: Person) -> bool:
        return self.keeper_id == person.pk or any(
            coauthor.person_id == person.pk for coauthor in self.coauthors.all()
        )

    def release(self, *, at: datetime) -> None:
        self.state = CourseState.RELEASED
        self.released_at = self.released_at or at
        self.ended_at, self.end_reason = None, ""

    def end(self, *, reason: str, at: datetime) -> None:
        if self.state != CourseState.RELEASED:
            raise IllegalMove(f"{self.state} -> {CourseState.ENDED}")
        self.state = CourseState.ENDED
        self.end_reason, self.ended_at = reason, at
