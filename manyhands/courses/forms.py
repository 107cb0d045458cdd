from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from manyhands.kernel.clock import today
from manyhands.people.models import Group

from .models import Course, ReleaseSize
from .plan import ReleasePlan

HALF_A_YEAR: Final = timedelta(days=182)
Choices = Iterable[tuple[Any, Any]]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _date_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DateInput(), **more)


class ReleaseForm(forms.Form):
    """What somebody says when they release. ``choose_from`` fills in what may be chosen."""

    size = forms.ChoiceField(
        label=_("Who is told"), choices=ReleaseSize.choices, initial=ReleaseSize.MAJOR
    )
    note = forms.CharField(
        label=_("What is new"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    is_for_everybody = forms.BooleanField(label=_("Everybody"), required=False)
    groups = forms.TypedMultipleChoiceField(label=_("Groups"), coerce=int, required=False)
    valid_from = _date_field(_("Valid from"))
    valid_until = _date_field(_("Valid until"), help_text=_("The last day on which it is taught."))
    check_on = _date_field(
        _("Look at it again"), help_text=_("You are reminded to see if it is still right.")
    )
    settled = forms.TypedMultipleChoiceField(label=_("What it settles"), coerce=int, required=False)
    asked = forms.TypedMultipleChoiceField(coerce=int, required=False)
    let_in = forms.TypedMultipleChoiceField(coerce=int, required=False)
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def choose_from(self, *, groups: Choices, lines: Choices, people: Choices) -> None:
        for name, choices in (("groups", groups), ("settled", lines)):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
        for name in ("asked", "let_in"):
            self.fields[name].choices = list(people)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("is_for_everybody") and not given.get("groups"):
            self.add_error("groups", _("Choose who can open it: everybody, or at least one group."))
        begin, end = given.get("valid_from"), given.get("valid_until")
        if begin and end and end < begin:
            self.add_error("valid_until", _("It cannot end before it begins."))
        if end and end < today():
            self.add_error("valid_until", _("This day has passed already."))
        if (look := given.get("check_on")) and look <= today():
            self.add_error("check_on", _("Choose a day to come."))
        return given

    def plan(self) -> ReleasePlan:
        given = self.cleaned_data
        return ReleasePlan(
            size=given["size"],
            note=given["note"],
            groups=tuple(given["groups"]),
            is_for_everybody=given["is_for_everybody"],
            valid_from=given["valid_from"],
            valid_until=given["valid_until"],
            check_on=given["check_on"],
            settled=tuple(given["settled"]),
            refused=tuple(set(given["asked"]) - set(given["let_in"])),
            expected=given["expected"],
        )


def first_guess(course: Course, lines: Iterable[Any]) -> dict[str, Any]:
    """What a release form says before anybody wrote in it."""
    day = course.check_on
    has_readers = course.release_count or course.is_for_everybody
    groups = [group.pk for group in course.audience.all()]
    return {
        "size": ReleaseSize.MAJOR,
        "is_for_everybody": course.is_for_everybody or not (has_readers or groups),
        "groups": groups,
        "valid_from": course.valid_from,
        "valid_until": course.valid_until if (course.valid_until or today()) >= today() else None,
        "check_on": day if day and day > today() else today() + HALF_A_YEAR,
        "settled": [line.item_id for line in lines if line.is_checked],
        "expected": course.release_count,
    }


class FactsForm(forms.Form):
    """What it is about, and when somebody looks at it again; whoever may say "still right" says when there."""

    topics = forms.CharField(
        label=_("Topics"),
        required=False,
        max_length=800,
        help_text=_("Separated by commas: what somebody would search for."),
    )
    check_on = _date_field(_("Look at it again"))

    def __init__(self, *args: Any, has_day: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_day:
            del self.fields["check_on"]

    def names(self) -> list[str]:
        return [name.strip() for name in self.cleaned_data["topics"].split(",")]


class DayForm(forms.Form):
    """One day to come, or none."""

    day = _date_field(_("Look at it again"))


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does it end?"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Whoever opens it reads this sentence."),
    )
    successor = forms.IntegerField(label=_("What stands in its place?"), required=False)


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("A Markdown file, or a zip of them"),
        help_text=_("Pictures in the zip come along; links between pages become links."),
        widget=forms.ClearableFileInput({"accept": ".md,.markdown,.zip"}),
    )


def group_choices(groups: Iterable[Group]) -> list[tuple[int, str]]:
    return [(group.pk, group.name) for group in groups]
