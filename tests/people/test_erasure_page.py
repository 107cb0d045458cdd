"""The page says what goes and what stays, before; afterwards a former colleague stands where she stood."""

from __future__ import annotations

import pytest
from django.urls import reverse

from manyhands.demo.cast import PASSWORD
from manyhands.people.models import Person
from tests.factories_courses import a_course
from tests.factories_needs import a_need


@pytest.fixture
def pavel(cast, client_for):
    """An administrator who has just said that it is him."""
    client = client_for(cast.pavel)
    client.post("/account/again/", {"password": PASSWORD})
    return client


def address(person) -> str:
    return reverse("people:erasure", args=[person.pk])


def test_the_page_names_who_keeps_each_course(cast, client_for):
    a_course(cast.salma, "Close the gate")
    page = client_for(cast.pavel).get(address(cast.salma)).content.decode()

    assert "Erase everything about Salma" in page
    assert "“Close the gate” will be kept by you." in page


def test_it_leads_back_to_the_directory_and_says_so(cast, pavel):
    page = pavel.post(address(cast.salma), follow=True).content.decode()

    assert "Erased." in page
    assert not Person.objects.filter(pk=cast.salma.pk).exists()


def test_it_is_offered_to_administrators_on_pages_of_others(cast, client_for):
    page = client_for(cast.pavel).get(cast.salma.get_absolute_url()).content.decode()

    assert address(cast.salma) in page
    for one, shown in ((cast.nora, cast.salma), (cast.pavel, cast.pavel)):
        page = client_for(one).get(shown.get_absolute_url()).content.decode()
        assert address(shown) not in page


def test_others_are_refused(cast, client_for):
    assert client_for(cast.nora).get(address(cast.salma)).status_code == 403
    assert client_for(cast.nora).post(address(cast.salma)).status_code == 403


def test_the_password_is_asked_for_before(cast, client_for):
    answer = client_for(cast.pavel).post(address(cast.salma))

    assert answer.headers["Location"].startswith("/account/again/")
    assert Person.objects.filter(pk=cast.salma.pk).exists()


def test_whoever_was_erased_is_signed_out(cast, pavel, client_for):
    hers = client_for(cast.salma)
    pavel.post(address(cast.salma))

    assert hers.get("/").status_code == 302


def test_a_former_colleague_stands_where_she_stood(cast, pavel):
    need = a_need(cast.salma, "open the gate")
    course = a_course(cast.salma, "Close the gate")
    pavel.post(address(cast.salma))

    for page in (need.get_absolute_url(), course.get_absolute_url()):
        assert "Salma" not in pavel.get(page).content.decode()
    assert "former colleague" in pavel.get(need.get_absolute_url()).content.decode()
