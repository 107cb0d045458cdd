"""The page, the palette, and what is near while one writes a need."""

from __future__ import annotations

import pytest

from manyhands.courses.blocks import build
from manyhands.search.indexing import index_everything
from tests.factories import someone
from tests.factories_courses import a_course
from tests.factories_needs import a_need, an_answered_need, backed

HTMX = {"HX-Request": "true"}


@pytest.fixture
def need(cast, deliver):
    need = a_need(cast.salma, "hand over a night shift")
    deliver()
    return need


def test_the_page_marks_the_words(cast, need, client_for):
    page = client_for(cast.nora).get("/search/", {"q": "nigth"}).text

    assert "I need to hand over a <mark>night</mark> shift" in page
    assert f'href="/needs/{need.pk}/"' in page


def test_nothing_found_leads_to_asking(cast, need, client_for):
    page = client_for(cast.nora).get("/search/", {"q": "tame <b>dragons</b>"}).text

    assert "/needs/new/?statement=tame+%3Cb%3Edragons" in page
    assert "<b>dragons" not in page


def test_a_kind_narrows_it(cast, need, client_for):
    page = client_for(cast.nora).get("/search/", {"q": "night", "kind": "person"}).text

    assert "Nobody has written about that yet." in page


def test_an_unknown_kind_means_everything(cast, need, client_for):
    assert "<mark>night</mark>" in client_for(cast.nora).get("/search/?q=night&kind=x").text


def test_the_palette_answers_with_rows(cast, need, client_for):
    answer = client_for(cast.nora).get("/search/palette/", {"q": "night"}, headers=HTMX).text

    assert answer.count('role="option"') == 2
    assert "<mark>night</mark>" in answer
    assert "I need to night" in answer
    assert "<html" not in answer


def test_an_empty_palette_says_what_it_finds(cast, client_for):
    answer = client_for(cast.nora).get("/search/palette/", headers=HTMX).text

    assert "type a few letters" in answer


def near(client, statement):
    return client.get("/search/near/", {"statement": statement}, headers=HTMX).text


def test_near_needs_can_be_joined_at_once(cast, need, client_for):
    client = client_for(cast.nora)
    answer = near(client, "hand over the night shift")

    assert "<mark>night</mark>" in answer
    assert f'action="/needs/{need.pk}/backings/"' in answer
    client.post(f"/needs/{need.pk}/backings/")
    assert need.backings.filter(person=cast.nora).exists()


def test_who_waits_already_is_told_so(cast, need, client_for):
    backed(need, cast.leo)

    for person in (cast.salma, cast.leo):
        answer = near(client_for(person), "night shift")
        assert "You wait for it already" in answer
        assert "/backings/" not in answer


def test_an_answered_need_leads_to_its_answer(cast, deliver, client_for):
    need = a_need(cast.salma, "hand over a night shift")
    course = a_course(cast.amara, need=need)
    deliver()

    assert f'href="/courses/{course.pk}/"' in near(client_for(cast.nora), "night shift")


def test_a_need_answered_by_what_one_cannot_open_is_only_shown(cast, deliver, client_for):
    an_answered_need(cast.salma, author=cast.amara)
    deliver()

    assert "Look at it" in near(client_for(cast.nora), "night shift")


@pytest.mark.parametrize(
    ("statement", "words"),
    [("", "Is there an answer already?"), ("tame dragons", "Nobody has asked this yet.")],
)
def test_nothing_near_says_so(cast, need, client_for, statement, words):
    assert words in near(client_for(cast.nora), statement)


@pytest.mark.parametrize("size", [1, 12])
def test_pages_cost_the_same_at_any_size(cast, client_for, size, django_assert_max_num_queries):
    for n in range(size):
        someone(f"Night Walker {n}", cast.north)
        a_need(cast.salma, f"hand over night shift number {n}")
        a_course(cast.amara, f"Night shift {n}")
    index_everything()
    client = client_for(cast.nora)
    client.get("/search/")
    for path in (
        "/search/?q=nigth+shift",
        "/search/palette/?q=night",
        "/search/near/?statement=nigth+sh",
    ):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


def test_below_what_is_found_one_can_ask_in_ones_own_words(cast, need, client_for):
    page = client_for(cast.nora).get("/search/", {"q": "night"}).text

    assert 'href="/needs/new/?statement=night">Ask your colleagues</a>' in page


def test_how_many_are_near_is_told_beside_the_sentence(cast, need, client_for):
    client = client_for(cast.nora)

    assert '<a href="#near">One may be the same: look</a>' in near(
        client, "hand over the night shift"
    )
    assert "may be the same" not in near(client, "tame dragons")


def test_only_telling_words_are_marked(cast, deliver, client_for):
    a_need(cast.salma, "hand over the night shift for the north")
    deliver()
    client = client_for(cast.nora)

    marked = client.get("/search/", {"q": "the night for north"}).text
    assert "the <mark>night</mark> shift for the <mark>north</mark>" in marked
    assert "over <mark>the</mark> night" in client.get("/search/", {"q": "the"}).text


def test_the_palette_names_a_section_once(cast, deliver, client_for):
    blocks = [build.heading("On Sundays"), *(build.paragraph(f"Ring bell {n}.") for n in range(3))]
    a_course(cast.amara, "Weekend gates", blocks=blocks)
    deliver()

    rows = client_for(cast.nora).get("/search/palette/", {"q": "bell"}, headers=HTMX).text

    assert rows.count("On Sundays") == 1
