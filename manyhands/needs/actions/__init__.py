"""What people do with needs, and what happens to needs from above."""

from .answering import answer_need, answer_opened, answer_used, start_draft
from .asking import ask_whether_solved, ask_who_is_due
from .backing import back_need, withdraw_backing
from .closing import decline_need, reopen_need, take_group_out, withdraw_need
from .declaring import change_need, declare_need
from .leaving import count_again, hand_on_needs, needs_showing, take_back_needs
from .measuring import read_effect
from .merging import merge_needs
from .nominating import accept_nomination, decline_nomination, nominate, pass_on_nomination
from .offering import offer_answer, withdraw_offer
from .pairing import keep_apart, propose_again
from .proposing import confirm_answer, propose_answer, refuse_answer
from .replying import CheckInAnswer, reply_about, reply_to_checkin

__all__ = [
    "CheckInAnswer",
    "accept_nomination",
    "answer_need",
    "answer_opened",
    "answer_used",
    "ask_whether_solved",
    "ask_who_is_due",
    "back_need",
    "change_need",
    "confirm_answer",
    "count_again",
    "declare_need",
    "decline_need",
    "decline_nomination",
    "hand_on_needs",
    "keep_apart",
    "merge_needs",
    "needs_showing",
    "nominate",
    "offer_answer",
    "pass_on_nomination",
    "propose_again",
    "propose_answer",
    "read_effect",
    "refuse_answer",
    "reopen_need",
    "reply_about",
    "reply_to_checkin",
    "start_draft",
    "take_back_needs",
    "take_group_out",
    "withdraw_backing",
    "withdraw_need",
    "withdraw_offer",
]
