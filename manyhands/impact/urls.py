from __future__ import annotations

from django.urls import path

from . import views

app_name = "impact"
urlpatterns = [
    path("", views.impact, name="impact"),
    path("how/", views.how, name="how"),
]
