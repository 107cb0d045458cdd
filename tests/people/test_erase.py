"""Somebody is erased: no table, no file and no index holds who they were; what they wrote stays."""

from __future__ import annotations

import pytest
from django.db import connection

from manyhands.courses.actions import invite_coauthor
from manyhands.feedback import actions as feedback
from manyhands.feedback.actions import Remark
from manyhands.feedback.models import Item
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.learning import actions as learning
from manyhands.learning.models import Enrolment
from manyhands.media import vault
from manyhands.needs.models import Need
from manyhands.people import actions
from manyhands.people.models import Person
from manyhands.search.find import find
from tests.factories import someone
from tests.factories_courses import a_course
from tests.factories_media import a_picture
from tests.factories_needs import a_need, backed

NAME, EMAIL = "Zinaida Quell", "zinaida.quell@ferrow.example"


@pytest.fixture
def zinaida(cast, deliver):
    """She asked, backed, read, said, wrote, was written to; and everybody was told."""
    zinaida = someone(NAME, cast.north, email=EMAIL)
    actions.change_photo(zinaida, a_picture("zinaida-quell.png", size=(61, 47)))
    actions.set_topics(zinaida, explain=["quelling"], learn=[])
    course = a_course(zinaida, "Close the gate")
    invite_coauthor(course, cast.salma, by=zinaida)
    backed(a_need(zinaida, "open the gate"), cast.nora)
    backed(a_need(cast.nora, "paint the gate"), zinaida)
    other = a_course(cast.salma, "Count the pallets")
    learning.open_course(other.current, by=zinaida)
    remark = Remark(kind="question", text="How many?", block_id="firstblock01")
    feedback.say(other.current, remark=remark, by=zinaida)
    deliver()
    zinaida.refresh_from_db()
    return zinaida


def places_that_say(*words: str) -> list[str]:
    """Every table that holds one of these words, in any column of text; the index of the search too."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if "_fts" not in t]
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = " ".join(str(row) for row in cursor.fetchall()).lower()
            found += [f"{table}: {word}" for word in words if word.lower() in rows]
    return found


def test_before_it_her_name_stands_in_many_places(zinaida):
    assert len(places_that_say(NAME, EMAIL, "zinaida")) > 3


def test_nothing_tells_who_she_was(cast, zinaida, deliver):
    actions.erase_person(zinaida, by=cast.pavel)
    deliver()

    assert places_that_say(NAME, EMAIL, "zinaida", "quell@") == []


def test_her_photo_is_gone_with_its_bytes(cast, zinaida, django_capture_on_commit_callbacks):
    face = vault.path_of(zinaida.photo.digest)
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_person(zinaida, by=cast.pavel)

    assert not face.exists()


def test_what_she_asked_is_spoken_for_by_the_first_backer(cast, zinaida):
    actions.erase_person(zinaida, by=cast.pavel)

    need = Need.objects.get(statement="open the gate")
    assert need.declarer == cast.nora
    assert need.waiting_count == 1
    assert Need.objects.get(statement="paint the gate").waiting_count == 1


def test_her_course_is_kept_by_the_first_co_author(cast, zinaida):
    course = zinaida.kept_courses.get()
    actions.erase_person(zinaida, by=cast.pavel)

    course.refresh_from_db()
    assert course.keeper == cast.salma
    assert not course.coauthors.exists()
    assert course.current.released_by is None


def test_without_a_co_author_who_erases_keeps_it(cast, zinaida):
    course = zinaida.kept_courses.get()
    course.coauthors.all().delete()
    actions.erase_person(zinaida, by=cast.pavel)

    course.refresh_from_db()
    assert course.keeper == cast.pavel


def test_what_she_read_goes_and_what_she_asked_others_stays_nameless(cast, zinaida):
    read = Enrolment.objects.get(person=zinaida).course
    actions.erase_person(zinaida, by=cast.pavel)

    read.refresh_from_db()
    assert not read.enrolments.exists()
    assert read.learner_count == 0
    assert Item.objects.get(text="How many?").person is None


def test_nobody_finds_her(cast, zinaida):
    assert find("zinaida", by=cast.nora)
    actions.erase_person(zinaida, by=cast.pavel)

    assert not find("zinaida", by=cast.nora)
    assert not find("zinaide", by=cast.nora)


def test_her_address_is_free_again(cast, zinaida):
    actions.erase_person(zinaida, by=cast.pavel)
    again = actions.make_person(name="Z", email=EMAIL, password="x" * 12, by=None)

    assert again.pk != zinaida.pk


def test_the_journal_keeps_her_number_and_that_it_happened(cast, zinaida):
    number = zinaida.pk
    actions.erase_person(zinaida, by=cast.pavel)

    assert Entry.objects.filter(actor_id=number).exists()
    told = Entry.objects.get(kind="people.person.erased")
    assert (told.actor_id, told.facts) == (cast.pavel.pk, {"person_id": number})


def test_who_left_long_ago_can_be_erased(cast, zinaida):
    actions.deactivate_person(zinaida, by=cast.pavel)
    actions.erase_person(zinaida, by=cast.pavel)

    assert not Person.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize("who", ["nora", "mei", "pavel"])
def test_only_another_administrator_erases(cast, who):
    person = cast.pavel if who == "pavel" else cast.salma
    with pytest.raises(Refused):
        actions.erase_person(person, by=getattr(cast, who))

    assert Person.objects.filter(pk=person.pk).exists()
