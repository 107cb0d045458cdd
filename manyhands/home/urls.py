from __future__ import annotations

from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("home/news/", views.news, name="news"),
    path("home/nominations/<int:nomination_id>/", views.nomination, name="nomination"),
    path("home/replies/<int:checkin_id>/", views.reply, name="reply"),
    path("coach/", views.coach, name="coach"),
    path("coach/introductions/<int:need_id>/", views.introduction, name="introduction"),
    path("coach/pairs/<int:pair_id>/", views.pair, name="pair"),
    path("coach/letters/<int:course_id>/", views.letter, name="letter"),
]
