from .item import Comment, Item, ItemKind, ItemState
from .placement import Placement, Placing
from .reaction import Reaction, ReactionKind

__all__ = [
    "Comment",
    "Item",
    "ItemKind",
    "ItemState",
    "Placement",
    "Placing",
    "Reaction",
    "ReactionKind",
]
