"""How times, numbers and words are written. None of them touches the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy
from markupsafe import Markup, escape

from manyhands.kernel.clock import now, today
from manyhands.kernel.text import shorten
from manyhands.kernel.words import gettext as _
from manyhands.kernel.words import language, ngettext

from . import dates

MINUTE, HOUR, DAY, WEEK, MONTH = 60, 3600, 86400, 604800, 2592000


def ago(moment: datetime | None) -> Markup:
    """Relative time in a ``<time>`` whose title is the full date: "3 days ago"."""
    if moment is None:
        return Markup("")
    # Filled in by hand: Markup.format costs more than all the rest of it.
    return Markup(  # noqa: S704 - each part is escaped or made of digits
        f'<time datetime="{moment.isoformat()}" title="{escape(full_date(moment))}" data-relative>'
        f"{escape(ago_words(moment))}</time>"
    )


def ago_words(moment: datetime) -> str:
    seconds = (now() - moment).total_seconds()
    if seconds < -MINUTE:
        return _("in %(time)s") % {"time": duration(timedelta(seconds=-seconds))}
    if seconds < MINUTE:
        return _("just now")
    if DAY <= seconds < 2 * DAY:
        return _("yesterday")
    return _("%(time)s ago") % {"time": duration(timedelta(seconds=seconds))}


def duration(span: timedelta) -> str:
    """A length of time in its largest whole unit: "6 days", "3 hours"."""
    seconds = int(span.total_seconds())
    if seconds < HOUR:
        return _counted(MINUTE, max(1, seconds // MINUTE), language())
    if seconds < DAY:
        return _counted(HOUR, seconds // HOUR, language())
    days = seconds // DAY
    if days < 60:
        return _counted(DAY, days, language())
    return _counted(MONTH, days // 30, language())


@lru_cache(maxsize=1024)
def _counted(unit: int, n: int, spoken: str | None) -> str:
    """In the language of the moment; it is named so that each language keeps its own."""
    if unit == MINUTE:
        return ngettext("%(n)d minute", "%(n)d minutes", n) % {"n": n}
    if unit == HOUR:
        return ngettext("%(n)d hour", "%(n)d hours", n) % {"n": n}
    if unit == DAY:
        return ngettext("%(n)d day", "%(n)d days", n) % {"n": n}
    return ngettext("%(n)d month", "%(n)d months", n) % {"n": n}


def day(moment: date | datetime | None) -> str:
    """“2 Nov”, with the year when it is not this one."""
    if moment is None:
        return ""
    here = _local_date(moment)
    return _with_year(dates.day_short_month(here), here)


def long_day(moment: date | datetime | None) -> str:
    """“2 November”, with the year when it is not this one."""
    if moment is None:
        return ""
    here = _local_date(moment)
    return _with_year(dates.day_month(here), here)


def clock_time(moment: datetime | None) -> str:
    """“14:02”."""
    return dates.hour_minute(moment) if moment else ""


def full_date(moment: datetime) -> str:
    return dates.in_full(moment)


def date_in_words(on: date | None) -> str:
    """A date to come as people say it: "today", "Friday", "27 November"."""
    if on is None:
        return ""
    days = (on - today()).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if 1 < days < 7:
        return dates.names().days[on.weekday()]
    return long_day(on)


def number(value: float | Decimal | None, places: int = 0) -> str:
    """A number as the reader's language writes it; whole decimals lose their zeros."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        places = 0 if value == value.to_integral_value() else places or 2
    return str(formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True))


def in_words(count: int) -> str:
    """A count at the head of a sentence: "Two", "Twelve", and figures from thirteen on."""
    return str(SMALL_NUMBERS[count]) if 0 <= count < len(SMALL_NUMBERS) else number(count)


SMALL_NUMBERS: Final = (
    gettext_lazy("No"),
    gettext_lazy("One"),
    gettext_lazy("Two"),
    gettext_lazy("Three"),
    gettext_lazy("Four"),
    gettext_lazy("Five"),
    gettext_lazy("Six"),
    gettext_lazy("Seven"),
    gettext_lazy("Eight"),
    gettext_lazy("Nine"),
    gettext_lazy("Ten"),
    gettext_lazy("Eleven"),
    gettext_lazy("Twelve"),
)


def _with_year(words: str, on: date) -> str:
    return words if on.year == today().year else f"{words} {on.year}"


def _local_date(moment: date | datetime) -> date:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


ALL: Final[dict[str, Callable[..., Any]]] = {
    "ago": ago,
    "ago_words": ago_words,
    "clock_time": clock_time,
    "date_in_words": date_in_words,
    "day": day,
    "duration": duration,
    "full_date": full_date,
    "in_words": in_words,
    "long_day": long_day,
    "number": number,
    "shorten": shorten,
}
