"""What answers a need may be for fewer people than the need itself."""

from __future__ import annotations

from manyhands.courses.answers import find_answer
from manyhands.courses.models import Course
from manyhands.needs import actions
from manyhands.notifications.models import Notice
from manyhands.people.actions import deactivate_person
from manyhands.people.copies import everything_about
from tests.factories_courses import a_course, a_draft, release
from tests.factories_needs import a_need, backed, details

HTMX = {"HX-Request": "true"}


def test_its_title_is_for_those_who_may_open_it(cast, client_for, deliver):
    need = backed(a_need(cast.nora), cast.tom)
    course = a_draft(cast.salma, "Codes of the north gate", need=need)
    release(course, groups=(cast.north.pk,), refused=(cast.tom.pk,))
    deliver()

    for person, knows in ((cast.nora, True), (cast.tom, False), (cast.ines, False)):
        client = client_for(person)
        page = client.get(f"/needs/{need.pk}/").content.decode()
        history = client.get(f"/needs/{need.pk}/history/", headers=HTMX).content.decode()
        assert ("Codes of the north gate" in history) is knows
        assert ("Codes of the north gate" in page) is knows
    assert Notice.objects.filter(person=cast.tom, kind="need_answered_closed").exists()
    bell = client_for(cast.tom).get("/notices/").content.decode()
    assert "Codes of the north gate" not in bell
    assert Course.objects.count() == 1


def test_joining_restricted_needs_shows_neither_to_the_groups_of_the_other(cast, client_for):
    gate = a_need(cast.hana, "open the gate", cast.north, is_restricted=True)
    safe = a_need(cast.pavel, "open the safe", cast.office, is_restricted=True)

    actions.merge_needs(gate, into=safe, by=cast.hana)

    assert client_for(cast.nora).get(f"/needs/{safe.pk}/").status_code == 404
    assert "safe" not in client_for(cast.nora).get(f"/needs/{gate.pk}/").content.decode()
    assert "safe" not in client_for(cast.nora).get(f"/needs/{gate.pk}/history/").content.decode()
    assert client_for(cast.hana).get(f"/needs/{safe.pk}/").status_code == 200


def test_what_one_may_not_open_is_proposed_without_its_name(cast, client_for, deliver):
    need = backed(a_need(cast.nora), cast.tom)
    course = a_course(cast.salma, "Codes of the north gate", cast.north)
    card = find_answer(course.pk, cast.salma)

    actions.propose_answer(need, answer=card, by=cast.salma)
    deactivate_person(cast.nora, by=cast.pavel)
    deliver()

    tom = client_for(cast.tom)
    for page in (f"/needs/{need.pk}/", "/", "/notices/"):
        assert "Codes of the north gate" not in tom.get(page).content.decode()
    assert "A course that is not open to you" in tom.get(f"/needs/{need.pk}/").content.decode()
    assert "Codes of the north gate" in client_for(cast.salma).get(f"/needs/{need.pk}/").text


def test_not_even_the_copy_of_what_is_kept_names_it(cast, client_for, deliver):
    need = backed(a_need(cast.nora), cast.tom)
    course = a_draft(cast.salma, "Codes of the north gate", need=need)
    release(course, groups=(cast.north.pk,), refused=(cast.tom.pk,))
    deliver()

    assert "Codes of the north gate" not in str(everything_about(cast.tom))


def test_joining_restricted_needs_tells_neither_of_the_words_of_the_other(
    cast, client_for, deliver
):
    gate = a_need(cast.hana, "open the gate", cast.north, is_restricted=True)
    safe = a_need(cast.ines, "open the safe", cast.drivers, is_restricted=True)

    actions.merge_needs(gate, into=safe, by=cast.hana)
    deliver()

    page = client_for(cast.ines).get("/notices/").content.decode()
    assert "Another need was joined with “I need to open the safe”." in page
    assert "gate" not in page + str(everything_about(cast.ines))


def test_who_named_me_is_not_told_once_the_need_is_for_other_groups(cast, client_for):
    need = a_need(cast.nora, "open the gate")
    actions.nominate(need, nominee=cast.amara, by=cast.tom)
    asked = details("open the safe", cast.north, is_restricted=True)

    actions.change_need(need, details=asked, by=cast.nora)

    assert "open the safe" not in client_for(cast.amara).get("/").content.decode()
