from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from manyhands.courses import actions
from manyhands.courses.forms import UploadForm
from manyhands.courses.models import ImportRun
from manyhands.kernel.access import Refused
from manyhands.web.http import Request, go_to, members_only, show
from manyhands.web.links import url


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    """Bring Markdown in: a file or a zip."""
    if request.method != "POST":
        return _show(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        run = actions.ask_for_import(form.cleaned_data["file"], by=request.user)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return _show(request, form, 422)
    return go_to(request, url("courses:import_run", run.pk))


@members_only
@require_GET
def run(request: Request, run_id: int) -> HttpResponse:
    """How far an import is, and what came of it."""
    found = get_object_or_404(ImportRun.objects.filter(person=request.user), pk=run_id)
    return show(request, "courses/import_run.html", {"run": found}, fragment="run")


def _show(request: Request, form: UploadForm, status: int = 200) -> HttpResponse:
    past = ImportRun.objects.filter(person=request.user).order_by("-pk")[:10]
    context = {"form": form, "runs": list(past)}
    return show(request, "courses/import.html", context, status=status)
