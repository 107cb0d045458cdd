"""Each field of each form, given anything: a sentence or a value comes of it, never a failure."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField, Form
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyhands.courses import forms as courses
from manyhands.needs import forms as needs
from manyhands.notifications import forms as notifications
from manyhands.people import forms as people

from .any_words import SENT

FORMS = [
    form
    for module in (courses, needs, notifications, people)
    for form in vars(module).values()
    if isinstance(form, type) and issubclass(form, Form) and form.__module__ == module.__name__
]


def filled(form: type[Form], cast: Any, **said: Any) -> Form:
    """As the views make it, where more than what was sent is wanted."""
    more = {
        "NeedForm": {"by": cast.nora},
        "InvitationsForm": {"by": cast.pavel},
        "RhythmForm": {"person": cast.nora},
    }
    return form(data=said["data"], files=said["files"], **more.get(form.__name__, {}))


def fields_of(form: type[Form]) -> list[str]:
    return list(form.base_fields)  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_anything_in_any_field_is_a_value_or_a_sentence(cast, form, data):
    sent, files = QueryDict(mutable=True), MultiValueDict[str, SimpleUploadedFile]()
    for name in fields_of(form):
        if isinstance(form.base_fields[name], FileField):
            body, label = data.draw(st.binary(max_size=40)), data.draw(SENT)[:100] or "x"
            files[name] = SimpleUploadedFile(f"{label}.png", body)
        else:
            sent.setlist(name, data.draw(st.lists(SENT, max_size=3)))

    made = filled(form, cast, data=sent, files=files)

    if not made.is_valid():
        assert all(str(said).strip() for errors in made.errors.values() for said in errors)
