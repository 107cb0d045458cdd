from .answering import answer_item, change_comment, remove_comment
from .counting import recount_feedback, recount_reactions, recount_remarks
from .folding import fold_in
from .moving import decline_item, plan_item, reopen_item, undo_decision
from .placing import place_items
from .reacting import react
from .remark import Remark
from .saying import say, say_not_solved, take_back
from .settling import settle_items

__all__ = [
    "Remark",
    "answer_item",
    "change_comment",
    "decline_item",
    "fold_in",
    "place_items",
    "plan_item",
    "react",
    "recount_feedback",
    "recount_reactions",
    "recount_remarks",
    "remove_comment",
    "reopen_item",
    "say",
    "say_not_solved",
    "settle_items",
    "take_back",
    "undo_decision",
]
