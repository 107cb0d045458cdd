from __future__ import annotations

from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("bell/", views.bell, name="bell"),
    path("reading/", views.reading, name="reading"),
    path("<int:notice_id>/", views.notice, name="notice"),
    path("preferences/", views.preferences, name="preferences"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("parked/", views.parked, name="parked"),
    path("parked/<int:delivery_id>/", views.another_try, name="another_try"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:mail_id>/", views.mail, name="mail"),
]
