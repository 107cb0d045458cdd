"""May they keep it, may they see it?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from manyhands.kernel.access import ALLOW, Verdict, deny

from .models import Asset
from .scopes import may_see, may_see_by_number


def can_store(file: UploadedFile[Any]) -> Verdict:
    """Whether it has a size that can be kept. What it is made of is looked at while it is kept."""
    size = file.size or 0
    if size == 0:
        return deny(_("This file is empty."))
    if size > settings.MEDIA_UPLOAD_MAX_SIZE:
        return deny(
            _("This file is too large: at most %(n)d MB can be kept.")
            % {"n": settings.MEDIA_UPLOAD_MAX_SIZE // (1024 * 1024)}
        )
    return ALLOW


def can_see_by_number(person: Any, asset: Asset) -> Verdict:
    """The same where only its number was named."""
    return may_see_by_number(person, asset.scope)


def can_see(person: Any, asset: Asset) -> Verdict:
    """Whoever may see the thing it belongs to."""
    return may_see(person, asset.scope)
