from .backing import Backing
from .checkin import CheckIn, Reply, Wave
from .need import (
    NOT_WAITING,
    SOON,
    WAITING,
    WEEK_SECONDS,
    IllegalMove,
    Need,
    NeedQuerySet,
    NeedState,
)
from .offer import Nomination, NominationState, Offer
from .pair import NeedPair
from .proposal import AnswerProposal
from .reading import EffectReading

__all__ = [
    "NOT_WAITING",
    "SOON",
    "WAITING",
    "WEEK_SECONDS",
    "AnswerProposal",
    "Backing",
    "CheckIn",
    "EffectReading",
    "IllegalMove",
    "Need",
    "NeedPair",
    "NeedQuerySet",
    "NeedState",
    "Nomination",
    "NominationState",
    "Offer",
    "Reply",
    "Wave",
]
