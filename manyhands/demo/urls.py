from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from . import views

app_name = "demo"
# Outside the demo this door does not exist: there is no address that leads to it.
urlpatterns: list[URLPattern] = (
    [
        path("", views.door, name="door"),
        path("guests/", views.guests, name="guests"),
    ]
    if settings.DEMO
    else []
)
