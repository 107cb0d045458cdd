from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyhands.collab import drafts
from manyhands.collab.models import Room
from manyhands.courses.blocks import minutes_of, repair
from manyhands.courses.blocks.build import document as empty_document
from manyhands.courses.events import CoursesImported
from manyhands.courses.importing import (
    Category,
    ImportedCourse,
    ImportRefused,
    ImportResult,
    Report,
    Source,
    StoredPicture,
    convert,
    keep_ids,
    picture_bytes,
    read_source,
)
from manyhands.courses.models import Course, CourseState, ImportedPage, Intention
from manyhands.journal.events import record
from manyhands.kernel.access import Refused
from manyhands.kernel.clock import now
from manyhands.kernel.portions import in_portions
from manyhands.media.storing import store_file
from manyhands.people.models import Person

# So many pages are written in one transaction: others may write in between.
CHUNK: Final = 12
LONGEST_TITLE: Final = 200
Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page whose draft was left alone."""

    course_id: int
    title: str
    path: str
    reason: str


@dataclass(slots=True)
class ImportReport:
    """What came of it: courses by the path of their page, drafts left alone, what could not be placed."""

    source: str
    notes: Report
    made: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    pages: list[tuple[str, int]] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        parts = []
        if self.made or not (self.updated or self.unchanged):
            made = ngettext("%(n)d draft was made", "%(n)d drafts were made", self.made)
            parts.append(made % {"n": self.made})
        if self.updated:
            parts.append(_("%(n)d brought up to date") % {"n": self.updated})
        if self.unchanged:
            parts.append(_("%(n)d were as before") % {"n": self.unchanged})
        if self.skipped:
            parts.append(_("%(n)d left alone") % {"n": len(self.skipped)})
        return ", ".join(parts) + "."


def import_source(path: Path, *, by: Person, progress: Progress | None = None) -> ImportReport:
    """Make a draft of each page of a file, folder or zip; run again, update those that nobody touched.

    Raises ImportRefused, a sentence, when nothing of it can be read. Each dozen of pages is one transaction: an
    import that breaks off is gone on with by running it again.
    """
    source = read_source(path)
    result = convert(source)
    report = ImportReport(source=source.name[:LONGEST_TITLE], notes=result.report)
    pages = _rows_for(result, report, by)
    _leave_alone(result, pages, report, by)
    left = {skipped.path for skipped in report.skipped}
    ids = {path: page.course_id for path, page in pages.items()}
    report.pages = list(ids.items())
    wanted = [course for course in result.courses if course.path not in left]
    tell = progress or (lambda _done, _total: None)
    tell(0, len(wanted))
    done = 0
    for chunk in in_portions(wanted, CHUNK):
        with transaction.atomic():
            for course in chunk:
                _write(_Page(source, course, pages[course.path], by), ids, report)
        done += len(chunk)
        tell(done, len(wanted))
    _record(report, by)
    return report


@dataclass(frozen=True, slots=True)
class _Page:
    """A page on its way into its draft."""

    source: Source
    read: ImportedCourse
    row: ImportedPage
    by: Person


def _rows_for(result: ImportResult, report: ImportReport, by: Person) -> dict[str, ImportedPage]:
    """A course for each page, so that links know where to lead before any text is written."""
    known = ImportedPage.objects.filter(imported_by=by, source=report.source)
    pages = {page.path: page for page in known.select_related("course")}
    new = [course for course in result.courses if course.path not in pages]
    for chunk in in_portions(new, CHUNK):
        with transaction.atomic():
            pages |= {read.path: _new_row(read, report.source, by) for read in chunk}
    wanted = {course.path for course in result.courses}
    return {path: page for path, page in pages.items() if path in wanted}


def _new_row(read: ImportedCourse, source: str, by: Person) -> ImportedPage:
    moment = now()
    course = Course.objects.create(
        title=read.title[:LONGEST_TITLE],
        intention=Intention.BLANK,
        keeper=by,
        started_at=moment,
        edited_at=moment,
    )
    beginning, _repairs = repair(empty_document(read.title))
    drafts.create_room(course.room_key, beginning.as_json(), by=by)
    return ImportedPage.objects.create(
        course=course,
        source=source,
        path=read.path,
        digest="",
        imported_by=by,
        imported_at=moment,
    )


def _leave_alone(
    result: ImportResult, pages: Mapping[str, ImportedPage], report: ImportReport, by: Person
) -> None:
    """Name the drafts that people have written in, or that are no longer this person's."""
    keys = [page.course.room_key for page in pages.values()]
    rooms = Room.objects.filter(key__in=keys, touched_at__isnull=False)
    touched = set(rooms.values_list("key", flat=True))
    own = set(Course.objects.written_by(by).values_list("pk", flat=True))
    for read in result.courses:
        page = pages[read.path]
        reason = ""
        if page.course_id not in own:
            reason = _("it is no longer yours to write")
        elif page.course.room_key in touched:
            reason = _("somebody has written in it since")
        if reason:
            skipped = Skipped(page.course_id, page.course.name, read.path, reason)
            report.skipped.append(skipped)


def _write(page: _Page, ids: Mapping[str, int], report: ImportReport) -> None:
    """Store its pictures, then bring the draft in line with the page."""
    media = _stored(page, report)
    document = page.read.document(media=media, courses=ids)
    digest = _digest_of(page.read, document)
    if page.row.digest == digest:
        report.unchanged += 1
        return
    is_new = page.row.digest == ""
    key = page.row.course.room_key
    if not is_new:
        document = keep_ids(document, drafts.read_document(key))
    drafts.change_document(key, lambda draft: draft.become(document), by=page.by, touches=False)
    _mirror(page.row.course, document)
    page.row.digest, page.row.imported_at = digest, now()
    page.row.stored = {path: list(picture) for path, picture in media.items()}
    page.row.save(update_fields=["digest", "imported_at", "stored"])
    if is_new:
        report.made += 1
    else:
        report.updated += 1


def _mirror(course: Course, document: dict[str, object]) -> None:
    mended, _repairs = repair(document)
    course.edited_at = now()
    changed = ["edited_at"]
    if course.state == CourseState.DRAFT:
        course.title, course.goal = mended.title_text, mended.goal_text
        course.for_whom, course.minutes = mended.for_whom_text, minutes_of(mended)
        changed += ["title", "goal", "for_whom", "minutes"]
    course.save(update_fields=changed)


def _stored(page: _Page, report: ImportReport) -> dict[str, StoredPicture]:
    """Its pictures and files among the media of its course; those of an earlier import are used again."""
    kept: dict[str, StoredPicture] = {}
    for path in (*page.read.pictures, *page.read.files):
        known = page.row.stored.get(path)
        picture = StoredPicture(*known) if known else _store(page, path, report)
        if picture:
            kept[path] = picture
    return kept


def _store(page: _Page, path: str, report: ImportReport) -> StoredPicture | None:
    try:
        name, data = picture_bytes(page.source, path)
        sent = SimpleUploadedFile(name, data)
        asset = store_file(sent, scope=page.row.course.room_key, by=page.by)
    except (ImportRefused, Refused) as refusal:
        report.notes.add(Category.PICTURE_REFUSED, page.read.path, f"{path}: {refusal}")
        return None
    return StoredPicture(asset.pk, asset.width, asset.height)


def _digest_of(read: ImportedCourse, document: object) -> str:
    """Of the page and of where its links and pictures lead: a new neighbour may give a dead link its place."""
    return hashlib.sha256(f"{read.digest}\n{document!r}".encode()).hexdigest()


@transaction.atomic
def _record(report: ImportReport, by: Person) -> None:
    fact = CoursesImported(
        source=report.source,
        made=report.made,
        updated=report.updated,
        skipped=len(report.skipped),
    )
    record(fact, by=by, about=by)
