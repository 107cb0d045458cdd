"""Is what was written well formed? Whether it may be done is for the rules."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.text import numbers_in, squeeze
from manyhands.people.models import Group, Person

from .details import EVERYBODY, MOST_GROUPS, NeedDetails
from .models import Need

MYSELF: Final = "myself"
MOST_OWN: Final = 6


class NeedForm(forms.Form):
    """What somebody says of a need: three things that must be said, and those that may."""

    statement = forms.CharField(label=gettext_lazy("I need to…"), required=False)
    effect = forms.CharField(
        label=gettext_lazy("What should change when you can?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("Who else has this need?"), required=False
    )
    other_groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Another group"), queryset=Group.objects.all(), required=False
    )
    is_restricted = forms.BooleanField(
        label=gettext_lazy("Only these groups may see it"), required=False
    )
    needed_by = forms.DateField(
        label=gettext_lazy("Needed by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    effect_unit = forms.CharField(
        label=gettext_lazy("A number that should change"),
        help_text=gettext_lazy("What do you count? “cases lost a week”"),
        required=False,
    )
    effect_baseline = forms.DecimalField(
        label=gettext_lazy("Today"), required=False, max_digits=12, decimal_places=2
    )
    effect_target = forms.DecimalField(
        label=gettext_lazy("It should become"), required=False, max_digits=12, decimal_places=2
    )
    topics = forms.MultipleChoiceField(label=gettext_lazy("Topics"), required=False)

    def __init__(self, *args: Any, by: Person, need: Need | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need = need
        self.own_groups = groups_near(by)
        audience, topics = self.fields["audience"], self.fields["topics"]
        assert isinstance(audience, forms.MultipleChoiceField)  # noqa: S101 - declared above
        assert isinstance(topics, forms.MultipleChoiceField)  # noqa: S101 - declared above
        audience.choices = [
            *((str(group.pk), group.name) for group in self.own_groups),
            (EVERYBODY, _("Everybody")),
            (MYSELF, _("Just me, so far")),
        ]
        audience.error_messages["invalid_choice"] = _("One of these groups is gone. Choose again.")
        topics.choices = [(name, name) for name in self.chosen_topics]

    @property
    def chosen_audience(self) -> list[str]:
        return self._list("audience")

    @property
    def chosen_topics(self) -> list[str]:
        """As they were written: a new topic is a new word."""
        return [word for word in (squeeze(word) for word in self._list("topics")) if word]

    @property
    def chosen_groups(self) -> list[tuple[int, str]]:
        """Groups beyond one's own that were chosen, with their names."""
        ids = numbers_in(map(str, self._list("other_groups")))[:MOST_GROUPS]
        return list(Group.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else []

    @property
    def says_more(self) -> bool:
        """Whether anything optional was written or went wrong, so that it is not folded away."""
        names = ("needed_by", "effect_unit", "effect_baseline", "effect_target", "topics")
        return any(self._list(name) or self.has_error(name) for name in names)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("audience") or cleaned.get("other_groups")) and not self.errors.get(
            "audience"
        ):
            self.add_error("audience", _("Say who needs it: groups, everybody, or just you."))
        known = self.need.needed_by if self.need else None
        for name, sentence in self.details.problems(known_date=known):
            if not self.has_error(name):
                self.add_error(name, sentence)
        return cleaned

    @property
    def details(self) -> NeedDetails:
        said = self.cleaned_data
        audience = said.get("audience") or []
        own = numbers_in(audience)
        others = [group.pk for group in said.get("other_groups") or ()]
        return NeedDetails(
            statement=said.get("statement", ""),
            effect=said.get("effect", ""),
            group_ids=tuple(dict.fromkeys([*own, *others])),
            is_for_everybody=EVERYBODY in audience,
            is_restricted=bool(said.get("is_restricted")),
            needed_by=said.get("needed_by"),
            effect_unit=squeeze(said.get("effect_unit", "")),
            effect_baseline=said.get("effect_baseline"),
            effect_target=said.get("effect_target"),
            topics=tuple(self.chosen_topics),
        )

    def _list(self, name: str) -> list[str]:
        """The values of a field as they were sent, else as they began."""
        if not self.is_bound:
            value = self.initial.get(name)
            return value if isinstance(value, list) else [str(value)] if value is not None else []
        data = self.data
        found = data.getlist(name) if isinstance(data, QueryDict) else data.get(name, [])
        return [str(value) for value in found if str(value)]


def first_words(need: Need, own_groups: list[Group]) -> dict[str, Any]:
    """What the form for changing a need begins with."""
    own = {group.pk for group in own_groups}
    ids = [part["id"] for part in need.summary["audience"]]
    audience = [str(pk) for pk in ids if pk in own]
    if need.is_for_everybody:
        audience.append(EVERYBODY)
    elif not ids:
        audience.append(MYSELF)
    return {
        "statement": need.statement,
        "effect": need.effect,
        "audience": audience,
        "other_groups": [str(pk) for pk in ids if pk not in own],
        "is_restricted": need.is_restricted,
        "needed_by": need.needed_by,
        "effect_unit": need.effect_unit or None,
        "effect_baseline": need.effect_baseline,
        "effect_target": need.effect_target,
        "topics": [part["name"] for part in need.summary["topics"]],
    }


def groups_near(person: Person) -> list[Group]:
    """One's own groups and those above them, nearest first; the whole organisation is everybody."""
    near = sorted(_below_the_top(person.circle), key=lambda group: (-group.depth, group.name))
    return near[:MOST_OWN]


@kept_query
def _below_the_top(ids: list[int]) -> QuerySet[Group]:
    return Group.objects.filter(pk__in=ids, parent__isnull=False).only("name", "path")


class BackingForm(forms.Form):
    """Why one waits too, and by when."""

    reason = forms.CharField(label=gettext_lazy("Why you too"), required=False, max_length=500)
    needed_by = forms.DateField(
        label=gettext_lazy("Needed by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ReasonForm(forms.Form):
    """Why a need is declined or opened again."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReplyForm(forms.Form):
    """Whether it helped; which reply is which is for the action."""

    reply = forms.CharField(max_length=8)
    sentence = forms.CharField(max_length=500, required=False)
    is_nameless = forms.BooleanField(required=False)


class ReadingForm(forms.Form):
    """How far the number has come."""

    value = forms.DecimalField(
        label=gettext_lazy("The number today"), max_digits=12, decimal_places=2
    )
