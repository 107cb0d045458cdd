from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import answering, answers, changes, reading

app_name = "learning"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:course_id>/", reading.course, name="course"),
    path("<int:course_id>/releases/<int:number>/", reading.release, name="release"),
    path("<int:course_id>/changes/", changes.changes, name="changes"),
    path("<int:course_id>/position/", reading.position, name="position"),
    path(
        "<int:course_id>/releases/<int:number>/blocks/<str:block_id>/responses/",
        answering.responses,
        name="responses",
    ),
    path("<int:course_id>/completion/", answering.completion, name="completion"),
    path("<int:course_id>/answers/", answers.answers, name="answers"),
]
