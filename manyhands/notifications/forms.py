from __future__ import annotations

from typing import Any

from django import forms

from manyhands.people.models import Person

from .models import DEFAULTS, Family, Preference, Rhythm


class RhythmForm(forms.Form):
    """For each family of notices, how often mails about it may come."""

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = dict(Preference.objects.filter(person=person).values_list("family", "rhythm"))
        for family in Family:
            self.fields[family.value] = forms.ChoiceField(
                label=family.label,
                choices=Rhythm.choices,
                initial=chosen.get(family.value, DEFAULTS[family]),
                widget=forms.RadioSelect,
            )
