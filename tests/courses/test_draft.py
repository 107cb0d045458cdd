"""Writing: the draft's page, what is said of it, what it takes in and gives out."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from manyhands.courses import actions
from manyhands.courses.blocks import build
from manyhands.courses.models import Course, CourseState
from manyhands.kernel.clock import now
from manyhands.media.models import Asset
from tests.factories_courses import FIRST, WORDS, a_course, a_draft, type_words, write
from tests.factories_media import a_picture
from tests.factories_needs import a_need, backed


@pytest.fixture
def draft(cast) -> Course:
    return a_draft(cast.amara)


def page(name: str, course: Course, *more: int) -> str:
    return reverse(f"courses:{name}", args=[course.pk, *more])


def test_the_page_opens_the_room_and_leads_on_without_javascript(cast, draft, client_for):
    html = client_for(cast.amara).get(page("draft", draft)).content.decode()

    assert f'<mh-editor room="course:{draft.pk}"' in html
    assert page("preview", draft) in html
    assert page("download", draft) in html
    assert page("checklist", draft) in html
    assert "draft of release 1" in html


def test_it_says_how_many_people_it_is_for(cast, client_for):
    need = backed(a_need(cast.salma), cast.leo, cast.nora)
    draft = a_draft(cast.amara, need=need)

    html = client_for(cast.amara).get(page("draft", draft)).content.decode()

    assert "For a need of 3 people" in html


def test_a_restricted_need_is_not_named_to_a_coauthor_outside(cast, client_for):
    need = a_need(cast.salma, "hand over a night shift", cast.north, is_restricted=True)
    draft = a_draft(cast.nora, need=need)
    actions.invite_coauthor(draft, cast.jonas, by=cast.nora)

    html = client_for(cast.jonas).get(page("draft", draft)).content.decode()

    assert "For a need of" not in html
    assert need.get_absolute_url() not in html


def test_who_writes_can_be_asked_again_alone(cast, draft, client_for):
    actions.invite_coauthor(draft, cast.tom, by=cast.amara)

    html = client_for(cast.amara).get(page("draft", draft), headers={"HX-Request": "true"})

    assert html.content.decode().strip().startswith('<section id="writers"')
    assert "Tom Wilk" in html.content.decode()


@pytest.mark.parametrize(
    ("who", "draft_status", "released_status"),
    [("amara", 200, 200), ("salma", 404, 403), ("hana", 404, 403), ("pavel", 404, 403)],
    ids=["its keeper", "a colleague", "the coach", "the administrator"],
)
def test_who_may_open_the_draft(cast, client_for, who, draft_status, released_status):
    draft, course = a_draft(cast.amara), a_course(cast.amara)
    client = client_for(getattr(cast, who))

    assert client.get(page("draft", draft)).status_code == draft_status
    assert client.get(page("draft", course)).status_code == released_status


def test_the_guide_is_for_who_never_released_anything(cast, draft, client_for):
    amara = client_for(cast.amara)
    assert 'id="guide"' in amara.get(page("draft", draft)).content.decode()

    amara.post(page("guide", draft))

    assert 'id="guide"' not in amara.get(page("draft", draft)).content.decode()


def test_the_checklist_leads_to_the_place(cast, client_for):
    picture = build.picture(media=None, alternative="", id="picture00001")
    draft = a_draft(cast.amara, goal="", blocks=[picture, build.paragraph(WORDS)])

    html = (
        client_for(cast.amara)
        .get(page("checklist", draft), headers={"HX-Request": "true"})
        .content.decode()
    )

    assert html.strip().startswith('<div id="checklist">')
    assert f"{page('draft', draft)}#block-goal" in html
    assert f"{page('draft', draft)}#block-picture00001" in html


def test_the_preview_is_what_learners_will_see(cast, client_for):
    choice = build.choice("And now?", [("Call", "It is quickest.", True), ("Wait", "", False)])
    draft = a_draft(cast.amara, blocks=[build.heading("Before"), choice])

    html = client_for(cast.amara).get(page("preview", draft)).content.decode()

    assert 'class="outline"' in html
    assert "And now?" in html
    assert "<form" not in html.split('class="prose"')[1].split("</article>")[0]


@pytest.mark.parametrize(("kind", "ending"), [("markdown", "md"), ("json", "json")])
def test_the_draft_can_be_taken_along(cast, draft, client_for, kind, ending):
    answer = client_for(cast.amara).get(page("download", draft), {"as": kind})

    assert f"course-{draft.pk}.{ending}" in answer["Content-Disposition"]
    assert WORDS in answer.content.decode()


def test_a_picture_is_kept_with_the_course(cast, draft, client_for):
    sent = a_picture("gate.png")

    answer = client_for(cast.amara).post(page("uploads", draft), {"file": sent})

    asset = Asset.objects.get()
    assert answer.status_code == 201
    assert json.loads(answer.content) == {
        "id": asset.pk,
        "url": asset.url,
        "width": asset.width,
        "height": asset.height,
        "name": "gate.png",
        "kind": "image",
    }
    assert asset.scope == f"course:{draft.pk}"


def test_a_file_that_is_not_what_it_says_is_refused_in_a_sentence(cast, draft, client_for):
    sent = SimpleUploadedFile("gate.png", b"<script>alert(1)</script>")

    answer = client_for(cast.amara).post(page("uploads", draft), {"file": sent})

    assert answer.status_code == 400
    assert json.loads(answer.content)["error"]
    assert not Asset.objects.exists()


def test_where_a_picture_stands_no_other_file_is_kept(cast, draft, client_for):
    sent = SimpleUploadedFile("gates.pdf", b"%PDF-1.7 gates")

    answer = client_for(cast.amara).post(page("uploads", draft), {"file": sent, "as": "picture"})

    assert answer.status_code == 400
    assert "PNG, JPEG, GIF and WebP" in json.loads(answer.content)["error"]
    assert not Asset.objects.exists()


def test_pictures_of_a_draft_are_its_authors_to_see(cast, draft, client_for):
    client_for(cast.amara).post(page("uploads", draft), {"file": a_picture("gate.png")})
    url = Asset.objects.get().url

    outside = client_for(cast.salma).get(url).status_code
    seen = client_for(cast.amara).get(url)

    assert outside in (403, 404)
    assert seen.status_code == 200
    assert b"".join(seen)


def test_title_and_goal_follow_what_is_typed(cast, draft, deliver):
    before = draft.edited_at
    type_words(draft, "Hand over well", by=cast.amara, block="title")
    type_words(draft, "sleep", by=cast.amara, block="goal")
    deliver()

    draft.refresh_from_db()
    assert (draft.title, draft.goal) == ("Hand over well", "sleep")
    assert draft.edited_at > before


def test_what_is_released_keeps_its_title_while_the_next_one_is_written(cast, deliver):
    course = a_course(cast.amara, "Old words")

    type_words(course, "New words", by=cast.amara, block="title")
    deliver()

    course.refresh_from_db()
    assert course.title == "Old words"
    assert course.state == CourseState.RELEASED
    assert course.edited_at <= now()


def test_many_strokes_are_mirrored_once(cast, draft):
    from manyhands.journal.models import Delivery

    for words in ("a", "ab", "abc"):
        type_words(draft, words, by=cast.amara, block=FIRST)

    waiting = Delivery.objects.open().filter(receiver="courses.save_draft_mirror")
    assert waiting.count() == 1


def test_a_title_of_a_thousand_letters_is_shortened_for_lists(cast, draft):
    write(draft, build.document("long " * 200, blocks=[build.paragraph("x")]), by=cast.amara)

    draft.refresh_from_db()
    assert len(draft.title) <= 200


def test_the_checklist_says_when_nothing_has_changed(cast, client_for):
    course = a_course(cast.amara)
    client, unchanged = client_for(cast.amara), "Nothing has changed since release 1."
    assert unchanged in client.get(page("checklist", course)).text

    type_words(course, "And on Sundays?", by=cast.amara)

    assert unchanged not in client.get(page("checklist", course)).text


def test_the_checklist_of_a_first_draft_compares_with_nothing(cast, draft, client_for):
    assert "Nothing has changed" not in client_for(cast.amara).get(page("checklist", draft)).text
