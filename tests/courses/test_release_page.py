from __future__ import annotations

import pytest
from django.urls import reverse

from manyhands.courses import actions, notes
from manyhands.courses.models import Course, Release
from manyhands.courses.notes import NoteLine
from manyhands.people.models import Group
from tests.factories_courses import a_draft, release
from tests.factories_needs import a_need, backed

HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft(cast) -> Course:
    need = backed(a_need(cast.salma), cast.jonas)
    return a_draft(cast.amara, need=need)


def form(course: Course) -> str:
    return reverse("courses:release", args=[course.pk])


def releases(course: Course) -> str:
    return reverse("courses:releases", args=[course.pk])


def filled(**more) -> dict[str, object]:
    return {"size": "major", "is_for_everybody": "on", "expected": 0} | more


def test_the_form_says_who_is_told(cast, draft, client_for):
    html = client_for(cast.amara).get(form(draft)).content.decode()

    assert "10 colleagues can open it." in html
    assert "2 wait for it and are told." in html
    assert 'name="expected" value="0"' in html
    assert "Warehouse North" in html


def test_the_whole_organisation_is_everybody(cast, draft, client_for):
    root = Group.objects.get(parent=None)
    chip = f'name="groups" value="{root.pk}"'
    client = client_for(cast.amara)

    assert chip not in client.get(form(draft)).text
    draft.audience.add(root)
    assert chip in client.get(form(draft)).text


def test_choosing_groups_names_those_left_out(cast, draft, client_for):
    html = (
        client_for(cast.amara)
        .get(form(draft), {"size": "major", "groups": cast.north.pk}, headers=HTMX)
        .content.decode()
    )

    assert html.strip().startswith('<div id="readers"')
    assert "One person waits for this and could not open it" in html
    assert "Jonas Thiel" in html
    assert "Salma Diallo" not in html


def test_a_release_leads_to_the_course(cast, draft, client_for):
    answer = client_for(cast.amara).post(releases(draft), filled(note="First"))

    assert answer.status_code == 303
    assert answer.url == draft.get_absolute_url()
    assert Release.objects.get().note == "First"


def test_people_left_out_are_named_before_anything_is_released(cast, draft, client_for):
    amara = client_for(cast.amara)
    narrow = {"size": "major", "expected": 0, "groups": cast.north.pk}

    first = amara.post(releases(draft), narrow)
    assert first.status_code == 422
    assert "Jonas Thiel" in first.content.decode()
    assert not Release.objects.exists()

    amara.post(releases(draft), narrow | {"asked": [cast.salma.pk, cast.jonas.pk]})

    assert Release.objects.exists()
    assert cast.jonas not in draft.guests.all()


def test_no_reader_is_said_at_the_field(cast, draft, client_for):
    answer = client_for(cast.amara).post(
        releases(draft),
        {"size": "major", "note": "Kept words", "asked": [cast.salma.pk, cast.jonas.pk]},
    )

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose who can open it" in html
    assert "Kept words" in html


def test_the_same_form_twice_is_one_release(cast, draft, client_for):
    amara = client_for(cast.amara)

    amara.post(releases(draft), filled(note="First"))
    again = amara.post(releases(draft), filled(note="First"))

    assert again.status_code == 303
    assert Release.objects.count() == 1


def test_who_comes_second_is_told_and_loses_nothing(cast, draft, client_for):
    actions.invite_coauthor(draft, cast.tom, by=cast.amara)
    client_for(cast.amara).post(releases(draft), filled())

    answer = client_for(cast.tom).post(releases(draft), filled(note="Mine"))

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Amara Osei has released 1 meanwhile" in html
    assert "Mine" in html


def test_an_empty_draft_says_why_not(cast, client_for):
    draft = a_draft(cast.amara, blocks=[])

    answer = client_for(cast.amara).post(releases(draft), filled())

    assert answer.status_code == 409
    assert "nothing in it" in answer.content.decode()


def test_what_readers_asked_is_offered_with_their_names(cast, draft, client_for, monkeypatch):
    line = NoteLine(item_id=5, label="Which form is it?", person_id=cast.nora.pk)
    monkeypatch.setattr(notes, "_lines", [lambda course: [line]])
    settled = []
    monkeypatch.setattr(notes, "_settlers", [lambda c, r, items, by: settled.append(items)])
    amara = client_for(cast.amara)

    html = amara.get(form(draft)).content.decode()
    amara.post(releases(draft), filled(settled=5))

    assert "Nora Vik" in html
    assert "Which form is it?" in html
    assert settled == [frozenset({5})]


def test_the_history_names_whose_questions_were_answered(cast, draft, client_for, monkeypatch):
    made = release(draft, note="The form is blue now")
    monkeypatch.setattr(notes, "_credits", [lambda ids: {made.pk: [cast.nora.pk]}])

    html = client_for(cast.salma).get(releases(draft)).content.decode()

    assert "The form is blue now" in html
    assert "Nora Vik" in html
    assert "Go on writing" not in html


@pytest.mark.parametrize(("who", "status"), [("amara", 200), ("salma", 404), ("hana", 404)])
def test_who_may_open_the_form(cast, draft, client_for, who, status):
    assert client_for(getattr(cast, who)).get(form(draft)).status_code == status


@pytest.mark.parametrize("size", [1, 40])
@pytest.mark.parametrize("page", ["draft", "release", "checklist", "preview"])
def test_queries_stay_few(cast, client_for, size, page, django_assert_max_num_queries):
    from manyhands.courses.blocks import build

    blocks = [build.paragraph(f"Block {n}") for n in range(size)]
    draft = a_draft(cast.amara, blocks=blocks, need=a_need(cast.salma))
    actions.invite_coauthor(draft, cast.tom, by=cast.amara)
    amara = client_for(cast.amara)
    address = reverse(f"courses:{page}", args=[draft.pk])
    amara.get(address)

    with django_assert_max_num_queries(12):
        amara.get(address)


def test_the_page_of_the_checklist_leads_on(cast, client_for, draft):
    page = client_for(cast.amara).get(f"/courses/{draft.pk}/draft/checklist/").text

    assert f'href="{form(draft)}"' in page
    assert f'href="/courses/{draft.pk}/draft/"' in page
