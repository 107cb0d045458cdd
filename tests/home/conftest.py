from __future__ import annotations

import pytest

from manyhands.people.memberships import recount
from manyhands.people.models import Membership


@pytest.fixture
def south_coach(cast):
    """Leo coaches Warehouse South alone."""
    Membership.objects.filter(person=cast.leo).update(role="coach")
    recount(cast.leo)
    return cast.leo
