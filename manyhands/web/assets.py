"""Addresses of built files, by the names they have in the sources."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static

DIST = Path(__file__).parent / "static" / "dist"


def asset(name: str) -> str:
    """The address of a built file: ``asset("src/app.ts")`` -> "/static/dist/app-3f2a.js"."""
    return _asset(name, _read()) if settings.DEBUG else _kept_asset(name)


def styles_of(name: str) -> list[str]:
    """The stylesheets that a built entry brings along."""
    manifest = _read() if settings.DEBUG else _read_once()
    return [static(f"dist/{file}") for file in manifest.get(name, {}).get("css", [])]


@lru_cache(maxsize=256)
def _kept_asset(name: str) -> str:
    """Outside development a name is looked up once: joining an address costs as much as drawing an icon."""
    return _asset(name, _read_once())


def _asset(name: str, manifest: dict[str, Any]) -> str:
    entry = manifest.get(name)
    return static(f"dist/{entry['file'] if entry else name}")


def _read() -> dict[str, Any]:
    file = DIST / "manifest.json"
    if not file.exists():
        return {}
    manifest: dict[str, Any] = json.loads(file.read_text())
    return manifest


@lru_cache(maxsize=1)
def _read_once() -> dict[str, Any]:
    return _read()
