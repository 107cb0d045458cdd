"""What the reader's pages show of feedback: handed to learning, so that it stands in the first HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from manyhands.courses.models import Release
from manyhands.learning.remarks import ChangeRemarks, PageRemarks
from manyhands.web.http import Request
from manyhands.web.icons import icon
from manyhands.web.links import url
from manyhands.web.templating import render_page

from . import rules
from .highlighting import Mark, highlight
from .models import Item, ItemKind
from .news import moment_of_page
from .pins import Pin, in_reading_order, on_release, pins_of, pins_on
from .reactions import reactions_on


def on_page(request: Request, release: Release, order: Sequence[str]) -> PageRemarks:
    """Everything said about a release, in three queries."""
    pins = in_reading_order(pins_on(release), order)
    can_say = bool(rules.is_heard(release.course)) and _is_current(release)
    say_url = url("feedback:new", release.course_id, release.number) if can_say else ""
    return PageRemarks(
        mark=marking(pins),
        below=_below(pins, say_url),
        margin=_drawn(request, "feedback/margin.html", margin_of(release, pins)),
        end=_end(request, release, say_url),
        say_url=say_url,
    )


def marking(pins: Sequence[Pin]) -> Callable[[str, str], Markup]:
    """The function that marks the words of these remarks in a block's HTML."""
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for pin in pins:
        if pin.is_marked:
            marks[pin.block_id].append(pin.mark())
    return lambda block_id, html: highlight(html, marks.get(block_id, ()))


def margin_of(release: Release, pins: Sequence[Pin]) -> dict[str, object]:
    """What ``feedback/margin.html`` shows."""
    return {"release": release, "pins": pins, "after": moment_of_page()}


def say_here(say_url: str, block_id: str) -> Markup:
    """The quiet link at the end of a block; without JavaScript it is the only way to say something there."""
    address = f"{say_url}?block={block_id}"
    return Markup(
        '<a class="say-here" href="{0}" hx-get="{0}" hx-target="#dialog-body" hx-swap="innerHTML">{1}'
        "<span>{2}</span></a>"
    ).format(address, icon("message-square-plus"), _("Say something about this"))


def _below(pins: Sequence[Pin], say_url: str) -> Callable[[str], Markup]:
    said: defaultdict[str, list[Pin]] = defaultdict(list)
    for pin in pins:
        said[pin.block_id].append(pin)

    def below(block_id: str) -> Markup:
        here = said.get(block_id, [])
        link = _said_here(here) if here else Markup("")
        return link + (say_here(say_url, block_id) if say_url else "")

    return below


def _said_here(pins: Sequence[Pin]) -> Markup:
    """Where the margin stands below the text: the way from the words to what was said about them."""
    words = ngettext("%(n)d remark", "%(n)d remarks", len(pins)) % {"n": len(pins)}
    return Markup('<a class="said-here" href="#item-{}">{}<span>{}</span></a>').format(
        pins[0].item.pk, icon("message-circle"), words
    )


def _end(request: Request, release: Release, say_url: str) -> Markup:
    if not say_url:
        return Markup("")
    context = {
        "release": release,
        "kinds": reactions_on(release, request.user),
        "can_react": rules.is_reader(request.user, release.course),
        "asked": request.GET.get("about", ""),
        "say_url": say_url,
    }
    return _drawn(request, "feedback/reactions.html", context)


def _drawn(request: Request, template: str, context: dict[str, object]) -> Markup:
    return Markup(render_page(request, template, context))  # noqa: S704 (a template's own)


def _is_current(release: Release) -> bool:
    return release.course.current_id == release.pk


# From one release to another


def on_changes(request: Request, since: Release, upto: Release) -> ChangeRemarks:
    """What these releases dealt with: why each block changed, and for whom."""
    settled = Item.objects.filter(
        course=upto.course_id, done_in__number__gt=since.number, done_in__number__lte=upto.number
    )
    pins = pins_of(on_release(settled.shown_to(request.user), upto.pk).order_by("pk"))
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for pin in pins:
        for block_id in {pin.item.folded_into, pin.block_id} - {""}:
            reasons[block_id].append(reason_of(pin.item))
    context = {"release": upto, "pins": pins, "after": "", "is_settled": True}
    margin = _drawn(request, "feedback/margin.html", context) if pins else Markup("")
    return ChangeRemarks(reasons, _credit(pins), margin)


def _credit(pins: Sequence[Pin]) -> str:
    """Whose words led to it: "Answers what Leo and Nora said."; the nameless stay so."""
    names = [pin.item.speaker_name for pin in pins if pin.item.person and not pin.item.is_nameless]
    names = list(dict.fromkeys(names))
    if not names:
        return ""
    listed = ", ".join(names[:-1]) + _(" and ") + names[-1] if names[1:] else names[0]
    return _("Answers what %(names)s said.") % {"names": listed}


def reason_of(item: Item) -> str:
    """The end of a sentence: "New, from Leo’s question"."""
    reasons = {
        ItemKind.QUESTION: _("from %(name)s’s question"),
        ItemKind.OUTDATED: _("because %(name)s said it was outdated"),
        ItemKind.LOST_ME: _("because it had lost %(name)s"),
        ItemKind.SUGGESTION: _("as %(name)s suggested"),
        ItemKind.FLAG: _("because %(name)s said it was wrong"),
        ItemKind.NOT_SOLVED: _("because it had not solved it for %(name)s"),
        ItemKind.REMARK: _("after what %(name)s said"),
    }
    return reasons[ItemKind(item.kind)] % {"name": _whose(item)}


def _whose(item: Item) -> str:
    if item.is_nameless:
        return _("somebody")
    return item.person.first_name if item.person else _("a former colleague")
