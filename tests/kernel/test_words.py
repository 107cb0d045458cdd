"""Words looked up once per language."""

from __future__ import annotations

import pytest
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy

from manyhands.kernel import words


@pytest.fixture
def bavarian(monkeypatch, settings):
    """Another language, as far as Django's catalogues are asked."""
    settings.LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
    plain = translation.gettext

    def said(message):
        return f"{message}, gell" if translation.get_language() == "de" else plain(message)

    monkeypatch.setattr(translation, "gettext", said)
    words._said.cache_clear()
    yield
    words._said.cache_clear()


def test_each_language_keeps_its_own(bavarian):
    with translation.override("en-gb"):
        assert words.gettext("Read it") == "Read it"
    with translation.override("de"):
        assert words.gettext("Read it") == "Read it, gell"
    with translation.override("en-gb"):
        assert words.gettext("Read it") == "Read it"


def test_where_one_language_is_spoken_it_is_everybodys(settings):
    settings.LANGUAGES = [("en-gb", "English")]
    with translation.override(None):
        assert words.language() == "en-gb"


@pytest.mark.parametrize(("number", "said"), [(1, "%(n)d day"), (2, "%(n)d days")])
def test_one_and_many(number, said):
    assert words.ngettext("%(n)d day", "%(n)d days", number) == said


class Door(TextChoices):
    OPEN = "open", gettext_lazy("Open")


class Question(TextChoices):
    OPEN = "open", gettext_lazy("Not answered")


def test_a_choice_says_its_own_word_whatever_else_has_its_value():
    for _ in range(2):
        assert words.label_of(Door.OPEN) == "Open"
        assert words.label_of(Question.OPEN) == "Not answered"
