from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("manyhands.home.urls")),
    path("", include("manyhands.web.urls")),
    path("media/", include("manyhands.media.urls")),
    path("", include("manyhands.people.urls")),
    path("account/", include("manyhands.people.account_urls")),
    path("needs/", include("manyhands.needs.urls")),
    path("courses/", include("manyhands.courses.urls")),
    path("courses/", include("manyhands.learning.urls")),
    path("feedback/", include("manyhands.feedback.urls")),
    path("notices/", include("manyhands.notifications.urls")),
    path("search/", include("manyhands.search.urls")),
    path("impact/", include("manyhands.impact.urls")),
    path("demo/", include("manyhands.demo.urls")),
]

handler403 = "manyhands.web.errors.forbidden"
handler404 = "manyhands.web.errors.not_found"
handler500 = "manyhands.web.errors.failed"
