from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]
TOO_MANY: Final = frozenset({"too_many_login_attempts", "rate_limited"})
# The span in which five attempts are free, see ACCOUNT_RATE_LIMITS.
WAIT_SECONDS: Final = 300


def throttled(view: View) -> View:
    """Let a page that tells of too many attempts say so by its status too (allauth shows it with a plain 200)."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if isinstance(form, BaseForm) and form.is_bound and _is_too_much(form):
            response.status_code = 429
            response.headers["Retry-After"] = str(WAIT_SECONDS)
        return response

    return answer


def _is_too_much(form: BaseForm) -> bool:
    errors = form.errors.as_data().values()
    return any(error.code in TOO_MANY for several in errors for error in several)
