"""What answers a need may be for fewer people than the need itself."""

from __future__ import annotations

from manyhands.courses.models import Course
from manyhands.needs import actions
from manyhands.notifications.models import Notice
from tests.factories_courses import a_draft, release
from tests.factories_needs import a_need, backed

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
