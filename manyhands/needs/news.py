"""What others did while a page stood open, in one line: the page asks for it when it hears of something, and shows it
only once its reader asks for that. What is half typed stays, and nothing moves under a hand."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyhands.journal.models import Entry
from manyhands.kernel.text import shorten
from manyhands.people.models import Person

from . import events as told
from .board import Wanted, needs_wanted
from .models import Need
from .timeline import Happening, news_of

LONGEST: Final = 90
MOST_LOOKED_AT: Final = 200
ON_THE_BOARD: Final = (
    told.NeedDeclared.kind,
    told.NeedChanged.kind,
    told.NeedBacked.kind,
    told.PersonNominated.kind,
    told.OfferMade.kind,
    told.OfferWithdrawn.kind,
    told.DraftStarted.kind,
    told.NeedAnswered.kind,
    told.NeedReopened.kind,
    told.NeedSolved.kind,
)


def news_about(need: Need, reader: Person, *, after: int) -> str:
    """ "Leo offered to answer. Show it"; "" when nobody else did anything since the entry ``after``."""
    happened = news_of(need, reader, after=after)
    if len(happened) == 1:
        return _("%(words)s Show it") % {"words": shorten(_in_words(happened[0]), LONGEST)}
    if not happened:
        return ""
    return _("%(num)s new things. Show them") % {"num": len(happened)}


def _in_words(one: Happening) -> str:
    if one.is_nobodys:
        return one.words
    if one.together:
        count = len(one.together)
        people = ngettext("%(num)s colleague", "%(num)s colleagues", count) % {"num": count}
        return f"{people} {one.words}"
    return f"{one.person.first_name if one.person else _('A former colleague')} {one.words}"


def news_on_board(wanted: Wanted, reader: Person, *, after: int) -> str:
    """ "2 new needs. Show them": of those that this board would show. Two queries, or one."""
    told_of = Entry.objects.filter(
        subject_type=Need._meta.label_lower, kind__in=ON_THE_BOARD, pk__gt=after
    )
    latest = told_of.exclude(actor_id=reader.pk).order_by("-pk").values_list("subject_id", "kind")
    kinds: dict[int, set[str]] = {}
    for need_id, kind in latest[:MOST_LOOKED_AT]:
        kinds.setdefault(need_id, set()).add(kind)
    if not kinds:
        return ""
    shown = (
        needs_wanted(wanted, reader).filter(pk__in=kinds).order_by().values_list("pk", flat=True)
    )
    return _new_and_changed([told.NeedDeclared.kind in kinds[pk] for pk in shown])


def _new_and_changed(are_new: list[bool]) -> str:
    new = sum(are_new)
    changed = len(are_new) - new
    if not changed:
        words = ngettext("%(num)s new need. Show it", "%(num)s new needs. Show them", new)
        return words % {"num": new} if new else ""
    if not new:
        words = ngettext(
            "%(num)s need changed. Show it", "%(num)s needs changed. Show them", changed
        )
        return words % {"num": changed}
    words = ngettext("%(num)s new need", "%(num)s new needs", new) % {"num": new}
    return _("%(words)s, %(num)s changed. Show them") % {"words": words, "num": changed}
