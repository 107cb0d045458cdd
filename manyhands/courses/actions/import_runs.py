from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.courses.importing import ImportRefused
from manyhands.courses.models import ImportRun, RunState
from manyhands.journal.lanes import Lane
from manyhands.journal.queue import outward_job, schedule
from manyhands.kernel.access import Refused
from manyhands.kernel.clock import now
from manyhands.kernel.identifiers import new_token
from manyhands.media.names import clean_name, ending_of
from manyhands.people.models import Person
from manyhands.web.live.hub import publish

from .importing import ImportReport, Skipped, import_source

FOLDER: Final = "imports"
ENDINGS: Final = (".md", ".markdown", ".zip")
# Up to this size the import happens while the person waits; it takes a second.
AT_ONCE: Final = 100_000
MOST_LINES: Final = 400


def ask_for_import(file: UploadedFile[bytes], *, by: Person) -> ImportRun:
    """Keep the upload and import it: at once when it is small, otherwise by a job."""
    run = _keep(file, by)
    if (file.size or 0) <= AT_ONCE and not run.file.endswith(".zip"):
        run_import(run.pk)
    else:
        schedule(run_import, subject=f"import:{run.pk}", payload={"run_id": run.pk})
    return run


@outward_job(lane=Lane.LONG)
def run_import(run_id: int) -> None:
    """Import what was uploaded. Run twice, it goes on where it broke off."""
    run = ImportRun.objects.select_related("person").get(pk=run_id)
    if not run.is_under_way:
        return
    path = Path(settings.MEDIA_ROOT) / run.file
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    try:
        report = import_source(
            path, by=run.person, progress=lambda done, total: _tell(run, done, total)
        )
    except ImportRefused as refusal:
        _finish(run, state=RunState.FAILED, reason=str(refusal)[:500])
    else:
        _finish(run, state=RunState.DONE, report=report_as_json(report))
    path.unlink(missing_ok=True)


def report_as_json(report: ImportReport) -> dict[str, Any]:
    """As the page shows it, at any later time."""
    entries = report.notes.entries
    return {
        "sentence": report.sentence,
        "pages": [list(page) for page in report.pages],
        "skipped": [_skipped_as_json(one) for one in report.skipped],
        "counts": [[str(c.label), n] for c, n in report.notes.counts().items()],
        "lines": [[str(e.category.label), e.page, e.detail] for e in entries[:MOST_LINES]],
        "line_count": len(entries),
    }


def _keep(file: UploadedFile[bytes], by: Person) -> ImportRun:
    name = clean_name(file.name or "")
    ending = ending_of(name)
    if ending not in ENDINGS:
        raise Refused(_("Choose a Markdown file (.md) or a zip of them."))
    if (file.size or 0) > settings.MEDIA_UPLOAD_MAX_SIZE:
        most = settings.MEDIA_UPLOAD_MAX_SIZE // (1024 * 1024)
        raise Refused(_("This file is too large: at most %(n)d MB.") % {"n": most})
    # The folder's own name is unguessable; inside, the file keeps its name: it names the source.
    kept = f"{FOLDER}/{new_token()[:24]}/{name}"
    target = Path(settings.MEDIA_ROOT) / kept
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("wb") as out:
            out.writelines(file.chunks())
    except OSError:  # the disk is full: nothing half-written stays
        target.unlink(missing_ok=True)
        raise
    return ImportRun.objects.create(person=by, source=Path(name).stem, file=kept, asked_at=now())


def _tell(run: ImportRun, done: int, total: int) -> None:
    ImportRun.objects.filter(pk=run.pk).update(done_count=done, page_count=total)


@transaction.atomic
def _finish(
    run: ImportRun, *, state: str, reason: str = "", report: dict[str, Any] | None = None
) -> None:
    ImportRun.objects.filter(pk=run.pk).update(
        state=state, reason=reason, report=report or {}, ended_at=now()
    )
    publish(f"person:{run.person_id}", "import", {"run": run.pk})


def _skipped_as_json(one: Skipped) -> list[Any]:
    return [one.course_id, one.title, one.path, one.reason]
