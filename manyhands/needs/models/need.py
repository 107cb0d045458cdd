from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Self

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.loading import QuickToLoad
from manyhands.kernel.saving import QuickToSave
from manyhands.kernel.words import gettext, label_of
from manyhands.people.models import Group, Person, Topic
from manyhands.web.links import url

if TYPE_CHECKING:
    from .backing import Backing


class NeedState(models.TextChoices):
    OPEN = "open", _("Open")
    CLAIMED = "claimed", _("Being answered")
    ANSWERED = "answered", _("Answered")
    SOLVED = "solved", _("Solved")
    DECLINED = "declined", _("Declined")
    MERGED = "merged", _("Merged")
    WITHDRAWN = "withdrawn", _("Withdrawn")


WAITING: Final = (NeedState.OPEN, NeedState.CLAIMED)
MOVES: Final[dict[str, set[str]]] = {
    NeedState.OPEN: {
        NeedState.CLAIMED,
        NeedState.ANSWERED,
        NeedState.DECLINED,
        NeedState.MERGED,
        NeedState.WITHDRAWN,
    },
    NeedState.CLAIMED: {
        NeedState.OPEN,
        NeedState.ANSWERED,
        NeedState.DECLINED,
        NeedState.MERGED,
        NeedState.WITHDRAWN,
    },
    NeedState.ANSWERED: {NeedState.SOLVED, NeedState.OPEN, NeedState.CLAIMED},
    NeedState.SOLVED: {NeedState.OPEN, NeedState.CLAIMED, NeedState.ANSWERED},
    NeedState.DECLINED: {NeedState.OPEN},
    NeedState.MERGED: set(),
    NeedState.WITHDRAWN: set(),
}
WEEK_SECONDS: Final = 7 * 24 * 3600
NOT_WAITING: Final = -1.0
SOON: Final = timedelta(days=14)


class IllegalMove(Exception):
    """The need cannot go from its present state to the one asked for."""


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, person: Person) -> Self:
        """All the needs that exist as far as ``person`` is concerned."""
        if person.is_administrator:
            return self
        groups = {*person.circle, *person.coached, *person.managed}
        reached = Need.audience.through.objects.filter(need=OuterRef("pk"), group_id__in=groups)
        backed = _backings().filter(need=OuterRef("pk"), person=person)
        # Asked of each need by itself: where a page shows twenty-five, nobody lists all that one may see.
        return self.filter(
            Q(is_restricted=False) | Q(declarer=person) | Q(Exists(reached)) | Q(Exists(backed))
        )

    def concerning(self, person: Person) -> Self:
        """Those whose audience includes the person: everybody, or one of their groups."""
        reached = Need.audience.through.objects.filter(group_id__in=person.circle)
        return self.filter(Q(is_for_everybody=True) | Q(pk__in=reached.values("need_id")))

    def waiting(self) -> Self:
        """Those without an answer, offered for or not."""
        return self.filter(state__in=WAITING)

    def answered(self) -> Self:
        """Those with an answer, solved or not."""
        return self.filter(state__in=(NeedState.ANSWERED, NeedState.SOLVED))

    def dearest_first(self) -> Self:
        """Those that wait, what hurts most first, straight along the index."""
        return self.filter(waiting_cost__gte=0).order_by("-waiting_cost", "-pk")

    def by_cost(self) -> Self:
        """What hurts most first."""
        return self.order_by("-waiting_cost", "-pk")

    def locked(self, pk: int) -> Need:
        for need in _locked(pk):
            return need
        raise Need.DoesNotExist


@kept_query
def _locked(pk: int) -> NeedQuerySet:
    rows = Need.objects.filter(pk=pk)
    return rows.select_for_update() if connection.vendor == "postgresql" else rows


def _backings() -> models.QuerySet[Backing]:
    """Backings know needs, not the other way round; here alone they are asked."""
    from .backing import Backing

    return Backing.objects.all()


class Need(QuickToLoad, QuickToSave):
    """Something people want to be able to do and can't yet."""

    declarer = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="declared_needs")
    statement = models.CharField(_("I need to…"), max_length=200)
    effect = models.TextField(_("What should change when you can?"), max_length=2000)
    effect_unit = models.CharField(_("counted in"), max_length=60, default="", blank=True)
    effect_baseline = models.DecimalField(
        _("today"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    effect_target = models.DecimalField(
        _("aim"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    needed_by = models.DateField(_("needed by"), null=True, blank=True)
    audience = models.ManyToManyField(Group, related_name="needs", blank=True)
    is_for_everybody = models.BooleanField(default=False)
    is_restricted = models.BooleanField(_("only these groups may see it"), default=False)
    topics = models.ManyToManyField(Topic, related_name="needs", blank=True)

    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.OPEN)
    decline_reason = models.TextField(max_length=2000, default="", blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged_needs"
    )
    reopened_count = models.PositiveSmallIntegerField(default=0)
    is_found = models.BooleanField(default=False)  # answered by a course that was there before

    # The six moments of its lag; nobody types them.
    declared_at = models.DateTimeField()
    first_offer_at = models.DateTimeField(null=True, blank=True)
    first_draft_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    first_used_at = models.DateTimeField(null=True, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # declined, merged or withdrawn

    # Kept by the actions and hourly by the worker, so that the board sorts by an index.
    # waiting_count: declarer and backers who still work here; waiting_since: sum of their first
    # seconds since 1970; waiting_cost: people-weeks times the weight of the date.
    waiting_count = models.PositiveIntegerField(default=0)
    waiting_since = models.BigIntegerField(default=0)
    waiting_cost = models.FloatField(default=0.0)
    # Below zero once it no longer waits: the index then leads through those that do, dearest first.
    # What a row of the board always shows (audience names, topics, first faces).
    summary = models.JSONField(default=dict)

    objects = NeedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "-waiting_cost", "-id"], name="need_board"),
            models.Index(fields=["-waiting_cost", "-id"], name="need_by_cost"),
            models.Index(fields=["declarer", "-id"], name="need_of_declarer"),
            models.Index(fields=["state", "-answered_at"], name="need_answered"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=NeedState.MERGED) | Q(merged_into__isnull=False),
                name="need_merged_points_to_its_survivor",
            ),
            models.CheckConstraint(
                condition=~Q(state=NeedState.SOLVED) | Q(solved_at__isnull=False),
                name="need_solved_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(effect_target__isnull=True) | ~Q(effect_unit=""),
                name="need_effect_number_has_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="need_is_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.statement}"

    def get_absolute_url(self) -> str:
        return url("needs:need", self.pk)

    @property
    def title(self) -> str:
        """The need as a sentence: "I need to hand over a night shift"."""
        return gettext("I need to %(statement)s") % {"statement": self.statement}

    @property
    def state_word(self) -> str:
        return label_of(NeedState(self.state))

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_answered(self) -> bool:
        """It has an answer, whether it solved it or not."""
        return self.state in (NeedState.ANSWERED, NeedState.SOLVED)

    @property
    def is_closed(self) -> bool:
        return self.state in (NeedState.DECLINED, NeedState.MERGED, NeedState.WITHDRAWN)

    def people_weeks(self, at: datetime) -> float:
        """What waiting has cost so far, in people times weeks (rulings A3)."""
        seconds = self.waiting_count * at.timestamp() - self.waiting_since
        return max(0.0, seconds / WEEK_SECONDS)

    def weighed_cost(self, at: datetime) -> float:
        """People-weeks times 2 when the date is within 14 days, times 3 when it has passed."""
        return self.people_weeks(at) * self.weight(at)

    def weight(self, at: datetime) -> int:
        """How much the needed-by date presses: 1, 2 or 3."""
        if self.needed_by is None:
            return 1
        left = self.needed_by - at.date()
        return 3 if left.days < 0 else 2 if left <= SOON else 1

    def claim(self, *, at: datetime) -> None:
        self.first_offer_at = self.first_offer_at or at
        if self.state == NeedState.OPEN:
            self._move_to(NeedState.CLAIMED)

    def unclaim(self) -> None:
        self._move_to(NeedState.OPEN)

    def answer(self, *, at: datetime) -> None:
        """A first release, or a found course confirmed: the first date stays, also after a reopening."""
        self._move_to(NeedState.ANSWERED)
        self.answered_at = self.answered_at or at

    def solve(self, *, at: datetime) -> None:
        self._move_to(NeedState.SOLVED)
        self.solved_at = at

    def reopen(self, *, is_claimed: bool) -> None:
        self._move_to(NeedState.CLAIMED if is_claimed else NeedState.OPEN)
        self.solved_at = None
        self.closed_at = None
        self.decline_reason = ""
        self.reopened_count += 1

    def decline(self, *, reason: str, at: datetime) -> None:
        self._move_to(NeedState.DECLINED)
        self.decline_reason, self.closed_at = reason, at

    def withdraw(self, *, at: datetime) -> None:
        self._move_to(NeedState.WITHDRAWN)
        self.closed_at = at

    def merge_into(self, survivor: Need, *, at: datetime) -> None:
        self._move_to(NeedState.MERGED)
        self.merged_into, self.closed_at = survivor, at

    def _move_to(self, state: NeedState) -> None:
        if state not in MOVES[self.state]:
            raise IllegalMove(f"{self.state} -> {state}")
        self.state = state
