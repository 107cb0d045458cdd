"""Large files, sent by the live side so that a slow line never holds a page thread; parts of them on request."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from manyhands.web.live.database import in_database
from manyhands.web.live.session import person_by_session, session_key

from . import rules, vault
from .models import Asset
from .serving import headers_of


async def file(request: Request) -> Response:
    """The bytes of an asset, after the same verdict as on a page."""
    found = await in_database(_find, session_key(request), request.path_params["uuid"])
    if found is None:
        return PlainTextResponse("There is no such file.", 404)
    path, headers = found
    return FileResponse(path, headers=headers)


routes: Final = [Route("/media/{uuid:uuid}/{name:path}", file)]


def _find(key: str, uuid: UUID) -> tuple[Path, dict[str, str]] | None:
    """Where the file lies and what goes with it; None when there is none for this person. For database threads."""
    person = person_by_session(key)
    asset = Asset.objects.filter(uuid=uuid).first()
    if person is None or asset is None or not rules.can_see(person, asset):
        return None
    path = vault.path_of(asset.digest)
    return (path, headers_of(asset)) if path.exists() else None
