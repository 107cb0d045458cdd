from __future__ import annotations

from django.urls import path

from . import views

app_name = "media"
urlpatterns = [
    path("<int:asset_id>/", views.by_number, name="by_number"),
    path("<uuid:uuid>/<path:name>", views.file, name="file"),
]
