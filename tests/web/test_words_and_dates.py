"""Words and dates that are kept per language say what Django would have said."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import formats, timezone, translation
from markupsafe import Markup

from manyhands.web import dates, filters
from manyhands.web.keeping import kept
from manyhands.web.templating import jinja

LATE = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


@pytest.fixture
def three_languages(settings) -> None:
    settings.LANGUAGES = [("en-gb", "English"), ("de", "Deutsch"), ("fr", "français")]


@pytest.mark.usefixtures("three_languages")
@pytest.mark.parametrize("language", ["en-gb", "de", "fr"])
def test_dates_read_as_django_writes_them(language: str) -> None:
    with translation.override(language), timezone.override(ZoneInfo("Europe/Berlin")):
        here = timezone.localtime(LATE)
        assert dates.in_full(LATE) == formats.date_format(here, "l j F Y, H:i")
        assert dates.day_month(here.date()) == formats.date_format(here, "j F")
        assert dates.day_short_month(here.date()) == formats.date_format(here, "j M")
        assert dates.hour_minute(LATE) == formats.date_format(here, "H:i")


@pytest.mark.usefixtures("three_languages")
def test_a_sentence_is_said_in_the_language_of_the_moment() -> None:
    template = jinja().from_string('{{ _("Monday") }}')
    assert template.render() == "Monday"
    with translation.override("de"):
        assert template.render() == "Montag"
    assert template.render() == "Monday"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "No"), (2, "Two"), (12, "Twelve"), (13, "13"), (1234, "1,234")]
)
def test_a_sentence_begins_with_a_small_number_in_words(count: int, words: str) -> None:
    assert filters.in_words(count) == words


def test_values_are_filled_in_escaped() -> None:
    template = jinja().from_string('{{ _("%(who)s waits", who=who) }} {{ _("100 %%") }}')
    assert template.render(who="<Leo>") == "&lt;Leo&gt; waits 100 %"


def test_a_plural_counts() -> None:
    template = jinja().from_string('{{ ngettext("%(num)s need", "%(num)s needs", n) }}')
    assert [template.render(n=n) for n in (1, 2)] == ["1 need", "2 needs"]


def test_what_is_kept_tells_markup_from_words_and_true_from_one() -> None:
    drawn = kept(jinja().from_string("{% macro x(a) %}<i>{{ a }}</i>{% endmacro %}").module.x)  # type: ignore[attr-defined]
    assert drawn(Markup("<b>")) == "<i><b></i>"
    assert drawn("<b>") == "<i>&lt;b&gt;</i>"
    assert [drawn(1), drawn(True)] == ["<i>1</i>", "<i>True</i>"]


def test_what_may_change_is_drawn_each_time() -> None:
    drawn = kept(jinja().from_string("{% macro x(a) %}{{ a|length }}{% endmacro %}").module.x)  # type: ignore[attr-defined]
    people: list[str] = []
    assert drawn(people) == "0"
    people.append("Leo")
    assert drawn(people) == "1"
