"""The mails that open a door: an invitation, a new password. Their links stand nowhere else."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from manyhands.web.mail import message_id_for, post_mail
from manyhands.web.templating import jinja

from .events import PersonEvent, SecondStepOff, SecondStepOn, SecondStepReset
from .models import Invitation, Person
from .new_addresses import address_token
from .organisation import current_organisation


def post_invitation(invitation: Invitation, *, letter: int) -> None:
    """Post the ``letter``-th mail of an invitation."""
    path = reverse("people:invitation", args=[invitation.token])
    words: dict[str, Any] = {
        "invitation": invitation,
        "by": invitation.invited_by,
        "organisation": organisation_name(),
        "link": settings.BASE_URL + path,
    }
    post_mail(
        to=invitation.email,
        subject=_("%(name)s invited you to %(organisation)s")
        % {"name": invitation.invited_by.name, "organisation": words["organisation"]},
        text=_write("people/mail/invitation.txt", words),
        html=_write("people/mail/invitation.html", words),
        message_id=message_id_for(f"invitation-{invitation.pk}-{letter}"),
        is_secret=True,
    )


def post_new_password(person: Person, *, letter: str) -> None:
    """Post the link by which somebody chooses a new password."""
    # By the address that the settings name: what a browser calls us by may be anybody's invention.
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    link = settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key)
    words = {"person": person, "organisation": organisation_name(), "link": link}
    post_mail(
        to=person.email,
        subject=_("A new password for %(organisation)s") % {"organisation": words["organisation"]},
        text=_write("people/mail/new_password.txt", words),
        html=_write("people/mail/new_password.html", words),
        message_id=message_id_for(f"new-password-{letter}"),
        is_secret=True,
    )


def post_changed_password(person: Person) -> None:
    """Tell somebody that their password is another now."""
    words = {
        "person": person,
        "organisation": organisation_name(),
        "link": settings.BASE_URL + reverse("account_reset_password"),
    }
    # The hash differs with each password, and says nothing of it.
    mark = hashlib.sha256(person.password.encode()).hexdigest()[:20]
    post_mail(
        to=person.email,
        subject=_("Your password was changed"),
        text=_write("people/mail/changed_password.txt", words),
        html=_write("people/mail/changed_password.html", words),
        message_id=message_id_for(f"changed-password-{mark}"),
    )


def post_new_address(person: Person, *, letter: str) -> None:
    """Post the link by which somebody shows that the mailbox is theirs, to that mailbox."""
    path = reverse("people:new_address", args=[address_token(person)])
    words = {
        "person": person,
        "organisation": organisation_name(),
        "link": settings.BASE_URL + path,
    }
    post_mail(
        to=person.next_email,
        subject=_("Your address for %(organisation)s") % {"organisation": words["organisation"]},
        text=_write("people/mail/new_address.txt", words),
        html=_write("people/mail/new_address.html", words),
        message_id=message_id_for(f"new-address-{letter}"),
        is_secret=True,
    )


def post_changed_address(person: Person, *, former: str, mark: int) -> None:
    """Tell the former mailbox, whose owner may not be the one who changed it."""
    words = {"person": person, "organisation": organisation_name()}
    post_mail(
        to=former,
        subject=_("Your address was changed"),
        text=_write("people/mail/changed_address.txt", words),
        html=_write("people/mail/changed_address.html", words),
        message_id=message_id_for(f"changed-address-{mark}"),
    )


def post_second_step(person: Person, fact: PersonEvent, *, mark: int) -> None:
    """Tell somebody what became of their second step. ``mark`` makes the letter one of its kind."""
    subject, news = _second_step_news(fact)
    words = {
        "person": person,
        "news": news,
        "organisation": organisation_name(),
        "link": settings.BASE_URL + reverse("people:signing_in"),
    }
    post_mail(
        to=person.email,
        subject=subject,
        text=_write("people/mail/second_step.txt", words),
        html=_write("people/mail/second_step.html", words),
        message_id=message_id_for(f"second-step-{mark}"),
    )


def _second_step_news(fact: PersonEvent) -> tuple[str, str]:
    """What to write above and in the letter."""
    if isinstance(fact, SecondStepOn):
        return _("The second step is on"), _("signing in now also asks for a code of your app.")
    if isinstance(fact, SecondStepOff):
        return _("The second step is off"), _("signing in asks for your password alone again.")
    if isinstance(fact, SecondStepReset):
        return _("The second step was taken off"), _(
            "an administrator took the second step off your account: the password alone lets you in. "
            "Switch it on again with your new phone."
        )
    return _("New recovery codes"), _("new recovery codes were made; the former ones open nothing.")


def organisation_name() -> str:
    organisation = current_organisation()
    return organisation.name if organisation else "Manyhands"


def _write(template: str, words: dict[str, Any]) -> str:
    return jinja().get_template(template).render(words)
