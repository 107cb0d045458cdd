from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from manyhands.courses.actions.writing import LONGEST_LETTER


class LetterForm(forms.Form):
    """What a coach writes to the keeper of a course."""

    words = forms.CharField(
        label=gettext_lazy("Your words"),
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
