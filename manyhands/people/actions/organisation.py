from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from manyhands.journal.events import record
from manyhands.kernel.access import require
from manyhands.kernel.text import squeeze
from manyhands.media.scopes import PUBLIC
from manyhands.media.storing import store_image
from manyhands.people import rules
from manyhands.people.colours import require_readable
from manyhands.people.events import OrganisationChanged
from manyhands.people.models import Organisation, Person
from manyhands.people.organisation import forget_organisation


@transaction.atomic
def change_organisation(
    *, name: str, colour: str, time_zone: str, logo: UploadedFile[Any] | None, by: Person
) -> Organisation:
    """Its name, colour, time zone; a logo replaces the one before, None leaves it."""
    organisation = Organisation.objects.select_for_update().get()
    require(rules.can_administer(by))
    require_readable(colour)

    organisation.name, organisation.colour = squeeze(name), colour.lower()
    organisation.time_zone = time_zone
    if logo:
        organisation.logo = store_image(logo, scope=PUBLIC, by=by)
    organisation.save()
    record(OrganisationChanged(name=organisation.name), by=by, about=organisation)
    transaction.on_commit(forget_organisation)
    return organisation


@transaction.atomic
def remove_logo(*, by: Person) -> Organisation:
    organisation = Organisation.objects.select_for_update().get()
    require(rules.can_administer(by))
    organisation.logo = None
    organisation.save(update_fields=["logo"])
    record(OrganisationChanged(name=organisation.name), by=by, about=organisation)
    transaction.on_commit(forget_organisation)
    return organisation
