"""django-allauth as we use it: signing in and out and passwords, in our words and through our post."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .actions.passwords import ask_for_password, choose_password
from .actions.second_step import note_second_step
from .events import RecoveryCodesMade, SecondStepOff, SecondStepOn
from .letters import post_changed_password
from .models import Person
from .sessions import digest_in

log = logging.getLogger(__name__)

# What allauth tells by mail, and the facts we keep of it.
SECOND_STEP = {
    "mfa/email/totp_activated": SecondStepOn,
    "mfa/email/totp_deactivated": SecondStepOff,
    "mfa/email/recovery_codes_generated": RecoveryCodesMade,
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People come by invitation, never by signing up themselves; nobody learns who is here by trying."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("This address and password do not fit together."),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "too_many_login_attempts": gettext_lazy(
            "Too many attempts for this address. Wait five minutes, then try once more."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: Person, password: str) -> None:
        """Also what else was signed in ends, in the same transaction."""
        is_in = self.request.user.is_authenticated
        choose_password(user, password, keeping=digest_in(self.request) if is_in else "")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """For who watches the log; whose address was tried is told to nobody."""
        log.warning("Somebody at %s could not sign in.", self.get_client_ip(request))

    def is_safe_url(self, url: str) -> bool:
        """Whether it leads to this site; what is no address at all leads nowhere."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:signing_in")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """None that allauth would write: the link to a new password is posted by a job of ours."""

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """A changed password is told to its owner, who may not be the one who changed it."""
        if template_prefix.startswith("account/email/password_"):
            post_changed_password(user)
        elif template_prefix in SECOND_STEP:
            note_second_step(user, SECOND_STEP[template_prefix])

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Of allauth's many words only these are news."""
        template = args[0] if args else kwargs.get("message_template", "")
        news = {
            "account/messages/password_changed.txt": _(
                "Your password is changed. You are signed out everywhere else."
            ),
            "mfa/messages/totp_activated.txt": _("The second step is on."),
            "mfa/messages/totp_deactivated.txt": _("The second step is off."),
        }
        if template in news:
            messages.success(request, news[template])


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]
    """Does the same work whether or not somebody has the address, so that the time it takes tells nothing."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        found = next(iter(self.users), None)
        ask_for_password(found)
        return str(self.cleaned_data["email"])
