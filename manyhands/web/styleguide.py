"""The living page of every component in its states: in a demo and while developing only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from manyhands.kernel.clock import now
from manyhands.kernel.text import initials

from .http import open_to_all, show


@open_to_all
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return show(request, "web/styleguide.html", _samples())


@dataclass(frozen=True, slots=True)
class Sample:
    """Somebody made up, with what components ask of a person."""

    pk: int
    name: str
    group_name: str = "Warehouse North"
    photo_url: str = ""
    is_coach: bool = True
    is_manager: bool = False
    is_administrator: bool = True
    single_keys: bool = True

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def tint(self) -> int:
        return self.pk % 8 + 1


NAMES: Final = (
    "Amara Osei",
    "Tom Wilk",
    "Salma Diallo",
    "Pavel Kral",
    "Mei Rossi",
    "Leo Brandt",
    "Nora Vik",
    "Wilhelmina Featherstonehaugh-Mastroianni",
)
TOKENS: Final = [
    "ground",
    "paper",
    "sunk",
    "line",
    "edge",
    "ink",
    "ink-2",
    "ink-3",
    "mark",
    "mark-soft",
    "waiting",
    "making",
    "using",
    "solved",
    "danger",
    "waiting-soft",
    "making-soft",
    "using-soft",
    "solved-soft",
    "focus",
]
REACTIONS: Final = (
    ("useful", "Useful", "check", 11, True),
    ("learned", "Learned something", "lightbulb", 3, False),
    ("clear", "Clear", "sun", 0, False),
    ("lost", "Lost me", "circle-question-mark", 1, False),
    ("outdated", "Outdated", "clock-alert", 0, False),
    ("not-useful", "Not useful", "minus", 0, False),
)


class SampleForm(forms.Form):
    statement = forms.CharField(
        label="I need to…", help_text="One sentence, as you would say it to a colleague."
    )
    effect = forms.CharField(label="What should change when you can?", widget=forms.Textarea)
    kind = forms.ChoiceField(label="Kind of group", choices=[("team", "Team"), ("site", "Site")])
    groups = forms.MultipleChoiceField(
        label="Who else has this need?",
        choices=[("1", "Warehouse North"), ("2", "Customer care"), ("3", "Everybody")],
        widget=forms.CheckboxSelectMultiple,
    )
    needed_by = forms.DateField(
        label="Needed by", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    is_restricted = forms.BooleanField(label="Only these groups may see it", required=False)


def _samples() -> dict[str, Any]:
    people = [Sample(pk, name) for pk, name in enumerate(NAMES, start=1)]
    filled = SampleForm(
        {"statement": "", "effect": "No case gets lost.", "kind": "team", "groups": ["1"]}
    )
    return {
        "people": people,
        "pretend": people[0],
        "tokens": TOKENS,
        "moments": _moments(now()),
        "long_moments": _moments(now(), long=True),
        "form": SampleForm(prefix="new"),
        "refused": filled,
        "reactions": [
            dict(zip(("name", "label", "icon", "count", "mine"), one, strict=True))
            for one in REACTIONS
        ],
        "hour_ago": now() - timedelta(hours=1),
    }


def _moments(at: datetime, *, long: bool = False) -> list[dict[str, Any]]:
    def moment(name: str, days: float | None, note: str = "", gap: str = "") -> dict[str, Any]:
        when = None if days is None else at - timedelta(days=days)
        return {"name": name, "at": when, "note": note, "gap": gap}

    person = "Wilhelmina Featherstonehaugh-Mastroianni" if long else "Amara"
    return [
        moment("Asked", 22, "", "6 days"),
        moment("Offered", 16, person, "3 hours"),
        moment("Drafted", 15.9, "", "1 day"),
        moment("Released", 15, "release 1", "2 hours"),
        moment("Used", 14.9, "Leo"),
        moment("Solved", None),
    ]
