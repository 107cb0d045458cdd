from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest


def require_confirmed(request: HttpRequest) -> None:
    """For what concerns who can sign in: whoever does it has said within five minutes that it is them.

    Asked after the rule, so that nobody gives a password for what they may not do. Others are led to the page that
    asks, and what they sent goes on from there.
    """
    reauthentication_required(_nothing_more)(request)


def _nothing_more(request: HttpRequest) -> None:
    """They have said so."""
