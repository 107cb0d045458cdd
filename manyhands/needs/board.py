"""The board: which needs somebody wants to see, and what each row says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from manyhands.journal.models import Entry
from manyhands.kernel.clock import now, today
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.words import gettext as _
from manyhands.kernel.words import ngettext
from manyhands.people.models import Person
from manyhands.web.filters import ago_words, date_in_words, duration
from manyhands.web.links import url

from .models import Backing, Need, NeedQuerySet, NeedState, Offer
from .queries import ROW, backed_among

PAGE: Final = 25
DEEPEST: Final = 400
CLOSED: Final = (NeedState.DECLINED, NeedState.MERGED, NeedState.WITHDRAWN)
STATES: Final = ("", "open", "claimed", "answered", "solved", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the board is asked for; links combine by changing one of these."""

    state: str = ""
    group: int | None = None
    topic: int | None = None
    mine: bool = False
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wanted:
        """From an address; what cannot be read is left out."""
        state = query.get("state", "")
        return cls(
            state=state if state in STATES else "",
            group=_number(query.get("group", "")),
            topic=_number(query.get("topic", "")),
            mine=query.get("mine") == "1",
            page=min(_number(query.get("page", "")) or 1, DEEPEST),
        )

    def but(self, **changed: Any) -> str:
        """The address of the same board with something else, from its first page."""
        other = replace(self, **{"page": 1, **changed})
        return other._address("needs:board", page=other.page if other.page > 1 else "")

    def news(self, after: int) -> str:
        """Where the same board asks what came after this entry of the journal."""
        return self._address("needs:board_news", after=after)

    def _address(self, name: str, **more: Any) -> str:
        mine = "1" if self.mine else ""
        return url(name, state=self.state, group=self.group, topic=self.topic, mine=mine, **more)

    @property
    def to_topic(self) -> str:
        """The same board with a topic whose id is still to be added."""
        address = self.but(topic=None)
        return f"{address}{'&' if '?' in address else '?'}topic="


def needs_wanted(wanted: Wanted, person: Person) -> NeedQuerySet:
    """In the order that the board shows them: what waits by cost, the rest by the latest."""
    needs = _in_order(Need.objects.visible_to(person), wanted.state, mine=wanted.mine)
    if wanted.group:
        reached = Need.audience.through.objects.filter(need=OuterRef("pk"), group=wanted.group)
        needs = needs.filter(Exists(reached))
    if wanted.topic:
        about = Need.topics.through.objects.filter(need=OuterRef("pk"), topic=wanted.topic)
        needs = needs.filter(Exists(about))
    if wanted.mine:
        backed = Backing.objects.filter(need=OuterRef("pk"), person=person)
        offered = Offer.objects.standing().filter(need=OuterRef("pk"), person=person)
        needs = needs.filter(Q(declarer=person) | Exists(backed) | Exists(offered))
    return needs


def _in_order(needs: NeedQuerySet, state: str, *, mine: bool) -> NeedQuerySet:
    if state in (NeedState.OPEN, NeedState.CLAIMED):
        return needs.filter(state=state).by_cost()
    if state in (NeedState.ANSWERED, NeedState.SOLVED):
        return needs.filter(state=state).order_by("-answered_at", "-pk")
    if state == "closed":
        return needs.filter(state__in=CLOSED).order_by("-closed_at", "-pk")
    return needs.by_cost() if mine else needs.dearest_first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One need as the board shows it, in words."""

    need: Need
    figure: str
    unit: str
    is_late: bool
    news: tuple[tuple[str, str], ...]  # (kind of state or "", words)
    moments: tuple[bool, ...]
    is_own: bool
    is_backed: bool


def rows_of(needs: list[Need], person: Person) -> list[Row]:
    """With one query for all of them: which of these the person backs."""
    backed = set(backed_among([need.pk for need in needs], person))
    return [row_of(need, person, is_backed=need.pk in backed) for need in needs]


def row_of(need: Need, person: Person, *, is_backed: bool) -> Row:
    figure, unit = _cost(need) if need.is_waiting else _lag(need)
    return Row(
        need=need,
        figure=figure,
        unit=unit,
        is_late=need.is_waiting and need.weight(now()) > 1,
        news=tuple(_news(need)),
        moments=moments_done(need),
        is_own=need.declarer_id == person.pk,
        is_backed=is_backed,
    )


@dataclass(frozen=True, slots=True)
class Board:
    """Twenty-five rows, whether there are more, and the newest entry of the journal by then (0: no rows)."""

    rows: list[Row]
    has_more: bool
    newest_entry: int


def page_of_board(wanted: Wanted, person: Person) -> Board:
    """Two queries."""
    shown = (wanted.state, wanted.mine, wanted.page)
    needs = _page(person, wanted.group, wanted.topic, shown=shown)
    newest = vars(needs[0])["newest_entry"] if needs else 0
    return Board(rows_of(needs[:PAGE], person), len(needs) > PAGE, newest)


@kept_query
def _page(
    person: Person, group: int | None, topic: int | None, *, shown: tuple[str, bool, int]
) -> QuerySet[Need]:
    state, mine, page = shown
    wanted = Wanted(state=state, group=group, topic=topic, mine=mine)
    start = (page - 1) * PAGE
    needs = needs_wanted(wanted, person).only(*ROW)
    newest = Subquery(Entry.objects.order_by("-pk").values("pk")[:1])
    return needs.annotate(newest_entry=newest)[start : start + PAGE + 1]


def moments_done(need: Need) -> tuple[bool, ...]:
    """Which of the six moments have come."""
    return (
        True,
        need.first_offer_at is not None,
        need.first_draft_at is not None,
        need.answered_at is not None,
        need.first_used_at is not None,
        need.solved_at is not None,
    )


def people_weeks(need: Need) -> str:
    """ "31", "<1"."""
    cost = need.people_weeks(now())
    return str(round(cost)) if cost >= 1 else "<1"


def _cost(need: Need) -> tuple[str, str]:
    figure = people_weeks(need)
    return figure, ngettext("people-week", "people-weeks", 1 if figure in ("1", "<1") else 2)


def _lag(need: Need) -> tuple[str, str]:
    """Days from asked to answered; nothing where there was no answer."""
    if need.answered_at is None:
        return "–", ""
    days = (need.answered_at - need.declared_at) // timedelta(days=1)
    return str(days), ngettext("day to its answer", "days to its answer", days)


def _news(need: Need) -> list[tuple[str, str]]:
    if need.state == NeedState.ANSWERED and need.answered_at:
        return [("answered", _("Answered %(ago)s") % {"ago": ago_words(need.answered_at)})]
    if need.state == NeedState.SOLVED and need.solved_at:
        return [("solved", _("Solved %(ago)s") % {"ago": ago_words(need.solved_at)})]
    if not need.is_waiting:
        return [(need.state, need.get_state_display())]
    return [news for news in (_date(need), _doing(need)) if news]


def _date(need: Need) -> tuple[str, str] | None:
    if need.needed_by is None:
        return None
    words = {"date": date_in_words(need.needed_by)}
    if need.needed_by < today():
        return "open", _("Was needed by %(date)s") % words
    kind = "open" if need.weight(now()) > 1 else ""
    return kind, _("Needed by %(date)s") % words


def _doing(need: Need) -> tuple[str, str]:
    """Who is on it, else how long nobody is."""
    doing = need.summary.get("doing")
    if doing and doing["kind"] == "named":
        named = _("%(name)s named %(whom)s") if doing["name"] else _("%(whom)s was asked")
        return "", named % doing
    if doing:
        said = _("%(name)s is writing") if doing["kind"] == "writing" else _("%(name)s offered")
        return "claimed", said % doing
    waited = now() - need.declared_at
    if waited < timedelta(days=2):
        return "", _("asked %(ago)s") % {"ago": ago_words(need.declared_at)}
    return "", _("%(time)s, no offer") % {"time": duration(waited)}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 and int(text) else None
