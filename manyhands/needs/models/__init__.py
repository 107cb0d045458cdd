from .backing import Backing
from .checkin import CheckIn, Reply, Wave
from .need import IllegalMove, Need, NeedQuerySet, NeedState
from .offer import Nomination, NominationState, Offer
from .proposal import AnswerProposal
from .reading import EffectReading

__all__ = [
    "AnswerProposal",
    "Backing",
    "CheckIn",
    "EffectReading",
    "IllegalMove",
    "Need",
    "NeedQuerySet",
    "NeedState",
    "Nomination",
    "NominationState",
    "Offer",
    "Reply",
    "Wave",
]
