"""What becomes of needs when somebody is erased: others speak for them, and no face of theirs is left in a row."""

from __future__ import annotations

from manyhands.people.erasing import After, Part, add_part
from manyhands.people.models import Person

from . import actions
from .keeping import refresh_all
from .models import Need


def erase(person: Person, by: Person) -> After:
    shown = actions.needs_showing(person)
    actions.hand_on_needs(person)
    return lambda: refresh_all(Need.objects.filter(pk__in=shown))


add_part("needs", Part(erase))
