"""Needs that may be one: found by the worker, shown to coaches, decided by people.

A need is looked at when it is asked, changed or opened again, against the newest that share a topic or a long word
with it; the night's sweep looks at the newest of all once more. Hidden needs are left alone: a proposal would tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.saving import insert_rows
from manyhands.kernel.text import fold, telling_words

from .models import Need, NeedPair
from .queries import ROW

EACH: Final = 3  # so many proposals for one need
LOOKED_AT: Final = 60  # so many other needs are compared with it
SWEPT: Final = 500  # so many needs, the newest, are looked at in a night
LONG: Final = 4  # letters of a word, by which others that may be like it are found
SAME: Final = 5  # letters that words which are the same begin with: "shift", "shifts"
ALIKE: Final = 0.5  # of the words of the shorter sentence


def look_again(need: Need) -> None:
    """Keep the likeliest partners of this need as proposals; what is alike no longer goes, what was decided stays."""
    if not need.is_waiting or need.is_restricted:
        _undecided(need).delete()
        return
    alike = _alike(need.statement, _near(need))
    likeliest = sorted(alike, key=lambda pk: (-len(alike[pk]), -pk))[:EACH]
    with transaction.atomic():
        proposed = _proposed(need.pk)
        gone = [pk for pk, *sides in proposed if not alike.keys() & set(sides)]
        if gone:
            NeedPair.objects.filter(pk__in=gone, kept_apart_at=None).delete()
        if likeliest:
            pairs = [_pair(need.pk, pk, alike[pk]) for pk in likeliest]
            insert_rows(pairs, unless_there=True)


def sweep() -> None:
    """The newest that wait, once more; and proposals about what waits no longer go."""
    undecided = NeedPair.objects.filter(kept_apart_at=None)
    undecided.exclude(pk__in=NeedPair.objects.undecided().values("pk")).delete()
    newest = Need.objects.waiting().filter(is_restricted=False).order_by("-pk")
    for need in newest[:SWEPT]:
        look_again(need)


@kept_query
def undecided_pairs(group_ids: Sequence[int] | None, *, limit: int) -> QuerySet[NeedPair]:
    """Proposals about needs of these groups, the newest first; None: of the whole organisation. These few are found
    before their needs are joined, or else the database may begin with the needs."""
    pairs = NeedPair.objects.undecided()
    if group_ids is not None:
        reached = Need.audience.through.objects.filter(group_id__in=group_ids).values("need_id")
        pairs = pairs.filter(Q(one__in=reached) | Q(other__in=reached))
    columns = [f"{side}__{name}" for side in ("one", "other") for name in (*ROW, "is_restricted")]
    newest = NeedPair.objects.filter(pk__in=pairs.order_by("-pk").values("pk")[:limit])
    return newest.select_related("one", "other").only("shared", *columns).order_by("-pk")


def _undecided(need: Need) -> QuerySet[NeedPair, Any]:
    return NeedPair.objects.filter(Q(one=need) | Q(other=need), kept_apart_at=None)


@kept_query
def _proposed(need_id: int) -> QuerySet[NeedPair, Any]:
    own = NeedPair.objects.filter(Q(one=need_id) | Q(other=need_id), kept_apart_at=None)
    return own.values_list("pk", "one_id", "other_id")


def _near(need: Need) -> QuerySet[Need, Any]:
    """Those that may be like it: number, statement, and whether they share a topic."""
    others = Need.objects.waiting().filter(is_restricted=False).exclude(pk=need.pk)
    topics = [part["id"] for part in need.summary["topics"]]
    about = Need.topics.through.objects.filter(need=OuterRef("pk"), topic__in=topics)
    near = Q(Exists(about))
    for word in sorted(need.statement.split(), key=len, reverse=True)[:4]:
        near |= Q(statement__icontains=word[:LONG])
    newest = others.filter(near).order_by("-pk")
    return newest.values_list("pk", "statement", Exists(about))[:LOOKED_AT]


def _alike(statement: str, others: Iterable[tuple[int, str, bool]]) -> dict[int, list[str]]:
    """By need: the words they share, as the first of them writes them, where these are enough: half of the shorter
    sentence, and two, or one under the same topic."""
    first, alike = telling_words(fold(statement)), {}
    for pk, other, is_one_topic in others:
        second = telling_words(fold(other))
        shared = [word for word in first if any(_same(word, another) for another in second)]
        is_enough = len(shared) >= (1 if is_one_topic else 2)
        if is_enough and len(shared) / min(len(first), len(second)) >= ALIKE:
            alike[pk] = shared
    return alike


def _same(one: str, other: str) -> bool:
    """ "shift" and "shifts", "slot" and "slots"."""
    return one[:SAME] == other[:SAME] or one.startswith(other) or other.startswith(one)


def _pair(one: int, other: int, shared: list[str]) -> NeedPair:
    first, second = sorted((one, other))
    return NeedPair(one_id=first, other_id=second, shared=shared[:6], found_at=now())
