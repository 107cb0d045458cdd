"""Topics by the words people write."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manyhands.kernel.access import Refused
from manyhands.kernel.text import fold, squeeze

from .models import Topic

LONGEST = 60


def find_or_make_topic(name: str) -> Topic:
    """The topic of this name, whatever its case and accents; a new one where there is none.

    Raises Refused when the name is empty or longer than 60 characters.
    """
    name = squeeze(name)
    folded = fold(name)
    if not folded:
        raise Refused(_("A topic needs a name."))
    if len(folded) > LONGEST or len(name) > LONGEST:
        raise Refused(
            _("A topic has at most %(n)d characters; a word or two are enough.") % {"n": LONGEST}
        )
    topic, _made = Topic.objects.get_or_create(folded=folded, defaults={"name": name})
    return topic


def topics_like(words: str, limit: int = 8) -> list[Topic]:
    """Topics whose name holds these words, those that begin with them first."""
    folded = fold(squeeze(words))
    found = Topic.objects.filter(folded__contains=folded).order_by("folded")[: limit * 4]
    return sorted(found, key=lambda t: (not t.folded.startswith(folded), t.folded))[:limit]
