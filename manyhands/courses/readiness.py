"""A draft as it stands, and what is to be said of it before a release."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from manyhands.collab import drafts
from manyhands.kernel.clock import today
from manyhands.media.models import Asset

from .audience import Audience, visible_from
from .blocks import (
    Document,
    MediaFile,
    Page,
    Repair,
    block_id,
    digest_of,
    media_of,
    repair,
)
from .checklist import Check, Facts, check
from .models import Course


@dataclass(frozen=True, slots=True)
class Draft:
    """The shared draft, mended where it had to be."""

    document: Document
    repairs: tuple[Repair, ...]


def draft_of(course: Course) -> Draft:
    """Takes every word that was kept so far."""
    document, repairs = repair(drafts.read_document(course.room_key))
    return Draft(document, repairs)


def check_draft(
    course: Course, draft: Draft, *, audience: Audience, check_on: date | None
) -> list[Check]:
    """The checklist, as if it were released now to this audience."""
    facts = Facts(
        keeper_name=course.keeper.name if course.keeper.is_active else "",
        check_on=check_on,
        today=today(),
        visible_courses=lambda ids: visible_from(audience, ids),
        media_exists=lambda ids: set(_assets(course, ids)),
        repairs=draft.repairs,
        peertube=tuple(settings.VIDEO_HOSTS),
        intention=course.intention,
    )
    return check(draft.document, facts=facts)


def page_for(course: Course, document: Document) -> Page:
    """The surroundings in which this draft is shown: files of this course only, with one query."""
    files = {pk: _file(asset) for pk, asset in _assets(course, media_of(document)).items()}
    return Page(media=files.get, peertube=tuple(settings.VIDEO_HOSTS))


def open_lines(checks: Sequence[Check]) -> list[Check]:
    """What is still to do."""
    return [line for line in checks if line.fix]


def _assets(course: Course, ids: Collection[int]) -> dict[int, Asset]:
    """Of these files, those that belong to the course: a number written by hand opens nothing else."""
    return Asset.objects.filter(scope=course.room_key).in_bulk(list(ids)) if ids else {}


def _file(asset: Asset) -> MediaFile:
    return MediaFile(
        url=asset.url,
        name=asset.name,
        size=asset.size,
        width=asset.width,
        height=asset.height,
        content_type=asset.content_type,
    )


def is_as_released(course: Course, draft: Draft) -> bool:
    """Whether the draft holds what learners read already."""
    current, document = course.current, draft.document
    if current is None:
        return False
    head = (document.title_text, document.goal_text, document.for_whom_text)
    if head != (current.title, current.goal, current.for_whom):
        return False
    held = list(current.blocks.values_list("block_id", "digest"))
    return held == [(block_id(node), digest_of(node)) for node in document.blocks]
