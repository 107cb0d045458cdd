"""What somebody wants to say, before it is an item: read, and found to say something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from manyhands.feedback.models import ItemKind
from manyhands.kernel.access import Refused
from manyhands.kernel.text import squeeze

LONGEST_TEXT: Final = 4000
LONGEST_QUOTE: Final = 1000
AROUND: Final = 80
# What anybody may say; "did not solve it" comes from the need.
SAID: Final = (
    ItemKind.QUESTION,
    ItemKind.OUTDATED,
    ItemKind.LOST_ME,
    ItemKind.SUGGESTION,
    ItemKind.FLAG,
    ItemKind.REMARK,
)
# These need no words where somebody pointed to the place.
POINTING: Final = (ItemKind.OUTDATED, ItemKind.LOST_ME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """``quote`` are words of the block, with what stands before and after them; without a block it speaks of the
    whole course."""

    kind: str
    text: str = ""
    block_id: str = ""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    is_nameless: bool = False

    def tidy(self) -> Remark:
        """Fit to be kept. Raises Refused, a sentence, when it says nothing or too much."""
        tidy = replace(
            self,
            text=tidy_words(self.text),
            quote=squeeze(self.quote)[:LONGEST_QUOTE],
            prefix=squeeze(self.prefix)[-AROUND:],
            suffix=squeeze(self.suffix)[:AROUND],
        )
        if not tidy.block_id:
            tidy = replace(tidy, quote="", prefix="", suffix="")
        tidy._require_sense()
        return tidy

    def _require_sense(self) -> None:
        if self.kind not in SAID:
            raise Refused(_("Choose what it is: a question, outdated, a suggestion…"))
        if self.kind == ItemKind.QUESTION and self.is_nameless:
            raise Refused(_("A question needs your name: somebody wants to answer you."))
        is_told = self.text or (self.kind in POINTING and self.block_id)
        if not is_told:
            raise Refused(_("Say it in a few words."))


def tidy_words(text: str) -> str:
    """Words as typed, lines kept. Raises Refused when there are too many."""
    tidy = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(tidy) > LONGEST_TEXT:
        raise Refused(
            _("This is too long: at most %(limit)d characters. Shorten it; nothing was kept.")
            % {"limit": LONGEST_TEXT}
        )
    return tidy
