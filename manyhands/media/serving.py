"""Sending a file so that it can do nothing but be looked at or kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import content_disposition_header

from . import vault
from .models import Asset, AssetKind

# Neither script nor style nor frame, in a room of its own, also when opened by itself.
POLICY: Final = "default-src 'none'; img-src 'self'; media-src 'self'; sandbox"
A_DAY: Final = "private, max-age=86400"


def headers_of(asset: Asset) -> dict[str, str]:
    """What goes with the bytes of ``asset``, whoever sends them."""
    shown = asset.kind == AssetKind.IMAGE
    disposition = content_disposition_header(as_attachment=not shown, filename=asset.name)
    kind = asset.content_type
    return {
        "Content-Type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        "Content-Disposition": disposition or "attachment",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": A_DAY,
        "ETag": f'"{asset.digest}"',
    }


def send(request: HttpRequest, asset: Asset) -> HttpResponse:
    """The bytes of an asset, once the verdict is in. 404 where they are gone."""
    return _send(request, vault.path_of(asset.digest), headers_of(asset))


def send_square(request: HttpRequest, asset: Asset, path: Path) -> HttpResponse:
    """A thumbnail of an asset."""
    headers = headers_of(asset) | {"Content-Type": "image/webp", "ETag": f'"{path.name}"'}
    headers["Content-Disposition"] = "inline"
    return _send(request, path, headers)


def _send(request: HttpRequest, path: Path, headers: dict[str, str]) -> HttpResponse:
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponseNotModified(headers=headers)
    try:
        response = FileResponse(path.open("rb"))
    except FileNotFoundError as error:
        raise Http404 from error
    for name, value in headers.items():
        response.headers[name] = value
    return response  # type: ignore[return-value]
