"""Mails to somebody go with them; what mails to others say of them is forgotten."""

from __future__ import annotations

from django.db.models import Q
from django.utils.html import escape
from django.utils.translation import gettext as _

from manyhands.people.erasing import After, Part, add_part
from manyhands.people.models import Person

from .models import Mail, MailState


def erase(person: Person, by: Person) -> After:
    Mail.objects.filter(Q(person=person) | Q(to__iexact=person.email)).delete()
    naming = Q(subject__icontains=person.name) | Q(text__icontains=person.name)
    first = Q(subject__icontains=person.first_name) | Q(text__icontains=person.first_name)
    sent = Mail.objects.filter(naming | first, state=MailState.SENT)
    sent.update(subject="", text="", html="")
    for mail in Mail.objects.filter(naming, state=MailState.WAITING):
        _leave_nameless(mail, person)
    return lambda: None


def _leave_nameless(mail: Mail, person: Person) -> None:
    nobody = _("A former colleague")
    mail.subject = mail.subject.replace(person.name, nobody)[:200]
    mail.text = mail.text.replace(person.name, nobody)
    mail.html = mail.html.replace(escape(person.name), nobody)
    mail.save(update_fields=["subject", "text", "html"])


add_part("notifications", Part(erase))
