from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth as we use it: people come by invitation, never by signing up themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
