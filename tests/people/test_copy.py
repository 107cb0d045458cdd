"""A copy of everything that is kept about oneself, and of nothing that opens a door."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.urls import reverse

from manyhands.courses.blocks import build
from manyhands.learning import actions as learning
from manyhands.people import actions
from manyhands.people.copies import HIDDEN, everything_about
from manyhands.people.models import Person
from tests.factories_courses import a_course
from tests.factories_media import a_picture
from tests.factories_needs import a_need, backed

QUESTION = "openblock001"


@pytest.fixture
def copied(cast, client_for):
    """What Nora takes along, after she asked, backed and answered."""
    actions.change_photo(cast.nora, a_picture())
    a_need(cast.nora, "open the gate")
    backed(a_need(cast.salma, "paint the gate"), cast.nora)
    course = a_course(cast.salma, "Why gates", blocks=[build.open_question("Why?", id=QUESTION)])
    learning.open_course(course.current, by=cast.nora)
    learning.respond(course.current, QUESTION, text="To keep the wind out.", by=cast.nora)
    answer = client_for(cast.nora).get(reverse("people:my_copy"))
    return ZipFile(io.BytesIO(answer.content)), answer


def words_of(packed: ZipFile) -> str:
    return packed.read("everything.json").decode()


def test_it_is_a_file_to_keep_with_the_photo_in_it(copied):
    packed, answer = copied

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "no-store"
    assert packed.namelist() == ["everything.json", "photo.png"]


def test_what_she_asked_backed_and_answered_is_in_it(cast, copied):
    words = words_of(copied[0])

    for told in ("open the gate", "paint the gate", "To keep the wind out.", cast.nora.email):
        assert told in words


def test_nothing_in_it_opens_a_door(copied):
    words = words_of(copied[0])

    assert "argon2" not in words
    assert not [name for name in HIDDEN if f'"{name}"' in words]


def test_answers_of_others_are_not_in_it(cast, copied):
    learned = json.loads(words_of(copied[0]))

    assert cast.salma.email not in json.dumps(learned)


def test_every_table_that_points_to_people_is_looked_at(cast):
    pointing = {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.is_relation and field.related_model is Person
    }
    from manyhands.people.copies import _relations

    looked_at = {(r.related_model._meta.label, r.field.name) for r in _relations(Person)}
    assert looked_at == pointing
    assert everything_about(cast.nora)["person"]["name"] == cast.nora.name
