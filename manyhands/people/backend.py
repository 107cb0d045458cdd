"""Who a session's person is: asked on every page, so by a kept query."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from manyhands.kernel.kept_queries import kept_query

from .models import Person

BACKEND: Final = f"{__name__}.Backend"


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, which still does the signing in."""

    def get_user(self, user_id: Any) -> Person | None:
        found = next(iter(_person(int(user_id))), None)
        return found if found is not None and self.user_can_authenticate(found) else None


@kept_query
def _person(pk: int) -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.filter(pk=pk)
    return people
