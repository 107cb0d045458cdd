from .item import Comment, IllegalMove, Item, ItemKind, ItemState
from .placement import Placement, Placing
from .reaction import Reaction, ReactionKind

__all__ = [
    "Comment",
    "IllegalMove",
    "Item",
    "ItemKind",
    "ItemState",
    "Placement",
    "Placing",
    "Reaction",
    "ReactionKind",
]
