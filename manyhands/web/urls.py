from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import styleguide

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
