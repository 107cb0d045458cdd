from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import authors, catalogue, drafts, imports, keeping, releases, starting

app_name = "courses"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", catalogue.catalogue, name="catalogue"),
    path("new/", starting.start, name="start"),
    path("links/", catalogue.links, name="links"),
    path("by/<int:person_id>/", catalogue.written, name="written"),
    path("import/", imports.imports, name="import"),
    path("import/<int:run_id>/", imports.run, name="import_run"),
    path("<int:course_id>/draft/", drafts.draft, name="draft"),
    path("<int:course_id>/draft/checklist/", drafts.checklist, name="checklist"),
    path("<int:course_id>/draft/preview/", drafts.preview, name="preview"),
    path("<int:course_id>/draft/download/", drafts.download, name="download"),
    path("<int:course_id>/draft/uploads/", drafts.uploads, name="uploads"),
    path("<int:course_id>/draft/guide/", drafts.guide, name="guide"),
    path("<int:course_id>/releases/", releases.releases, name="releases"),
    path("<int:course_id>/releases/new/", releases.release, name="release"),
    path("<int:course_id>/facts/", keeping.facts, name="facts"),
    path("<int:course_id>/verification/", keeping.verification, name="verification"),
    path("<int:course_id>/validity/", keeping.validity, name="validity"),
    path("<int:course_id>/end/", keeping.end, name="end"),
    path("<int:course_id>/authors/", authors.authors, name="authors"),
    path("<int:course_id>/authors/<int:person_id>/", authors.author, name="author"),
    path("<int:course_id>/keeping/", authors.keeping, name="keeping"),
    path("<int:course_id>/needs/<int:need_id>/", starting.need, name="need"),
]
