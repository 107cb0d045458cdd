"""What needs keep for the board."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from manyhands.journal.checking import Difference, check, is_due, on_its_way

from .keeping import refresh_all, strays
from .models import Need

_SAID: Final = {
    "waiting_count": "It does not say how many people wait for it.",
    "waiting_since": "It does not say since when people wait for it.",
    "waiting_cost": "Its place on the board is not what waiting has cost.",
    "summary": "What the board shows of it (groups, topics, faces, offers) is out of date.",
}
# A new name or face reaches the summaries by these.
_FOLLOWING: Final = (
    "needs.show_person_anew",
    "needs.show_group_anew",
    "needs.hand_on_needs",
    "needs.take_back_needs",
)


@check("Needs")
def kept() -> Iterator[Difference]:
    if on_its_way(*_FOLLOWING):  # somebody's change is still on its way to all their needs
        return
    weighing = is_due(
        "needs.weigh_needs"
    )  # nobody worked for an hour: the worker weighs first of all
    for need, column in strays():
        if column == "waiting_cost" and weighing:
            continue
        yield Difference(
            where=f"Need {need.pk} “{need.statement}”",
            what=_SAID[column],
            mend=partial(_count, need.pk),
        )


def _count(need_id: int) -> str:
    refresh_all(Need.objects.filter(pk=need_id))
    return "Counted anew."
