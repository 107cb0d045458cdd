"""The answer to "may they?", with its reason, and the error raised when it is no."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule's answer. False ones carry a sentence written for the person who asked."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOW = Verdict(allowed=True)


def deny(reason: str) -> Verdict:
    return Verdict(allowed=False, reason=reason)


class Refused(PermissionDenied):
    """A rule said no. The message is written for the person who asked."""


def require(verdict: Verdict) -> None:
    """Raise ``Refused`` with the verdict's reason unless it allows."""
    if not verdict:
        raise Refused(verdict.reason)
