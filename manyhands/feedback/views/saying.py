from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import reswap, retarget

from manyhands.courses.blocks import is_question
from manyhands.courses.models import Release, ReleaseBlock
from manyhands.feedback import actions, rules
from manyhands.feedback.actions import Remark
from manyhands.feedback.models import Item, ItemKind
from manyhands.feedback.news import count_news
from manyhands.feedback.passages import sentences_of
from manyhands.feedback.pins import pins_in_order, pins_on
from manyhands.feedback.reactions import reactions_on
from manyhands.feedback.remarks import margin_of, marking, say_here
from manyhands.kernel.access import ALLOW, Refused, require
from manyhands.web.http import Request, go_to, is_partial, members_only, show
from manyhands.web.links import url
from manyhands.web.toasts import toast

from .finding import find_item, find_release
from .replying import margin_again, taken_back

KINDS = (
    ItemKind.QUESTION,
    ItemKind.OUTDATED,
    ItemKind.LOST_ME,
    ItemKind.SUGGESTION,
    ItemKind.FLAG,
    ItemKind.REMARK,
)


@members_only
@require_GET
def new(request: Request, course_id: int, number: int) -> HttpResponse:
    """Say something about chosen words, a part, or the whole."""
    release = find_release(request, course_id, number)
    require(rules.can_say(request.user, release.course))
    context = _form(request, release, _read(request.GET))
    return show(request, "feedback/new.html", context, fragment="form")


@members_only
@require_POST
def items(request: Request, course_id: int, number: int) -> HttpResponse:
    release = find_release(request, course_id, number)
    remark = _read(request.POST)
    try:
        item = actions.say(release, remark=remark, by=request.user)
    except Refused as refusal:
        return _again(request, release, remark, str(refusal))
    words = _("Kept. Its authors are told.") if item.kind != ItemKind.QUESTION else _("Asked.")
    toast(request, words, undo=url("feedback:item_removal", item.pk))
    if not is_partial(request):
        return go_to(request, f"{_reader(release)}#item-{item.pk}")
    return margin_again(request, release.course, release, **_marked_block(request, item))


@members_only
@require_POST
def item_removal(request: Request, item_id: int) -> HttpResponse:
    """Undo."""
    item = find_item(request, item_id)
    actions.take_back(item, by=request.user)
    toast(request, _("Taken back."))
    return taken_back(request, url("learning:course", item.course_id))


@members_only
@require_GET
def margin(request: Request, course_id: int, number: int) -> HttpResponse:
    """The remarks beside the text, when one asks for the new ones."""
    release = find_release(request, course_id, number)
    if not is_partial(request):
        return go_to(request, _reader(release))
    context = margin_of(release, pins_in_order(release))
    return show(request, "feedback/margin.html", context, fragment="margin")


@members_only
@require_GET
def news(request: Request, course_id: int, number: int) -> HttpResponse:
    """How much was said since the page was shown; nothing is pushed away."""
    release = find_release(request, course_id, number)
    place = "panel" if request.GET.get("on") == "panel" else "margin"
    count = count_news(release.course, request.user, request.GET.get("after", ""))
    context = {"release": release, "count": count, "place": place}
    return show(request, "feedback/news.html", context, fragment="news")


@members_only
@require_POST
def reactions(request: Request, course_id: int, number: int) -> HttpResponse:
    """One press says it, another takes it back."""
    release = find_release(request, course_id, number)
    kind, block = request.POST.get("reaction", ""), request.POST.get("block", "")
    stands = actions.react(release, kind, block_id=block, by=request.user)
    about = kind if stands and kind in (ItemKind.OUTDATED, ItemKind.LOST_ME) else ""
    if not is_partial(request):
        return go_to(request, f"{url('learning:course', course_id, about=about)}#reactions")
    context = {
        "release": release,
        "kinds": reactions_on(release, request.user, block),
        "can_react": ALLOW,  # they just did
        "asked": about,
        "block": block,
        "say_url": url("feedback:new", course_id, number),
    }
    return show(request, "feedback/reactions.html", context, fragment="reactions")


def _read(data: QueryDict) -> Remark:
    return Remark(
        kind=data.get("kind", "") or ItemKind.QUESTION,
        text=data.get("text", ""),
        block_id=data.get("block", "")[:40],
        quote=data.get("quote", ""),
        prefix=data.get("prefix", ""),
        suffix=data.get("suffix", ""),
        is_nameless=bool(data.get("is_nameless")),
    )


def _form(request: Request, release: Release, remark: Remark, error: str = "") -> dict[str, Any]:
    row = ReleaseBlock.objects.filter(release=release, block_id=remark.block_id).first()
    is_part = row is not None and not remark.quote
    return {
        "release": release,
        "course": release.course,
        "remark": remark,
        "about": row.text if row and is_part else "",
        "sentences": sentences_of(row.text) if row and is_part else [],
        "kinds": [(kind.value, kind.label) for kind in KINDS],
        "reactions": reactions_on(release, request.user, remark.block_id) if is_part else [],
        "can_react": rules.can_react(request.user, release.course),
        "error": error,
    }


def _again(request: Request, release: Release, remark: Remark, error: str) -> HttpResponse:
    """The form with what was typed, and what is wrong with it."""
    context = _form(request, release, remark, error)
    answer = show(request, "feedback/new.html", context, fragment="form", status=422)
    retarget(answer, "#dialog-body")
    reswap(answer, "innerHTML")
    return answer


def _marked_block(request: Request, item: Item) -> dict[str, Any]:
    """The block that was spoken of, with its words marked; a question keeps what is being answered in it."""
    row = ReleaseBlock.objects.filter(release=item.release_id, block_id=item.block_id).first()
    if row is None or is_question(row.node):
        return {}
    html = marking(pins_on(item.release))(row.block_id, row.html)
    say_url = url("feedback:new", item.course_id, item.release.number)
    return {"marked": row.block_id, "marked_html": html + say_here(say_url, row.block_id)}


def _reader(release: Release) -> str:
    if release.course.current_id == release.pk:
        return url("learning:course", release.course_id)
    return url("learning:release", release.course_id, release.number)
