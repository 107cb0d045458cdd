from __future__ import annotations

import uuid as uuids

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from manyhands.web.http import Request, members_only, open_to_all

from . import rules
from .models import Asset
from .scopes import is_public
from .serving import send


@open_to_all
@require_safe
def file(request: HttpRequest, uuid: uuids.UUID, name: str) -> HttpResponse:
    """A file by its address. The organisation's own (the logo) is for everybody."""
    asset = Asset.objects.filter(uuid=uuid).first()
    if asset is not None and is_public(asset.scope):
        return send(request, asset)
    return _for_members(request, asset)


@members_only
@require_safe
def by_number(request: Request, asset_id: int) -> HttpResponse:
    """A file by its number, as documents name it while they are written."""
    asset = get_object_or_404(Asset, pk=asset_id)
    if not rules.can_see_by_number(request.user, asset):
        raise Http404
    return send(request, asset)


@members_only
def _for_members(request: Request, asset: Asset | None) -> HttpResponse:
    if asset is None or not rules.can_see(request.user, asset):
        raise Http404
    return send(request, asset)
