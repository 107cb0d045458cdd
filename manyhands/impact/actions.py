from __future__ import annotations

from django.db import transaction

from manyhands.kernel.clock import now

from .figures import FORM, compute_figures
from .models import Snapshot


@transaction.atomic
def refresh_figures() -> Snapshot:
    """Compute the figures anew and keep only these."""
    snapshot = Snapshot.objects.create(figures=compute_figures(), computed_at=now())
    Snapshot.objects.filter(pk__lt=snapshot.pk).delete()
    return snapshot


def newest_figures() -> Snapshot:
    """The figures as of the worker's last round; computed now where there are none of today's form yet."""
    newest = Snapshot.objects.order_by("-pk").first()
    return newest if newest and newest.figures.get("form") == FORM else refresh_figures()
