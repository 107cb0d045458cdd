from .item import Comment, IllegalMove, Item, ItemKind, ItemState
from .placement import Placement, Placing
from .reaction import LASTING, PASSING, Reaction, ReactionKind, stands_on

__all__ = [
    "LASTING",
    "PASSING",
    "Comment",
    "IllegalMove",
    "Item",
    "ItemKind",
    "ItemState",
    "Placement",
    "Placing",
    "Reaction",
    "ReactionKind",
    "stands_on",
]
