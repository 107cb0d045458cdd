from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.needs import rules
from manyhands.needs.details import LARGEST
from manyhands.needs.events import EffectRead
from manyhands.needs.models import EffectReading, Need
from manyhands.people.models import Person

from .held import hold, keep

CENT = Decimal("0.01")


@transaction.atomic
def read_effect(need: Need, *, value: Decimal, by: Person) -> EffectReading:
    """Say how far the number has come. The same number by the same person again says nothing new."""
    need = hold(need)
    require(rules.can_read_effect(by, need))
    if not value.is_finite() or abs(value) > LARGEST:
        raise Refused(_("That number is too large."))
    value = value.quantize(CENT)
    last = need.readings.order_by("-pk").first()
    if last is not None and (last.value, last.said_by_id) == (value, by.pk):
        return last

    reading = EffectReading.objects.create(need=need, value=value, said_by=by, said_at=now())
    keep(need)

    fact = EffectRead(need_id=need.pk, title=need.statement, value=str(value.normalize()))
    record(fact, by=by, about=need)
    return reading
