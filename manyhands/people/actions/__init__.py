"""What people do to people, groups and the organisation."""

from .address import ask_for_address, change_address, take_back_address
from .erasing import erase_person
from .groups import (
    change_group,
    change_members,
    delete_group,
    make_group,
    move_group,
    put_in_group,
    take_out_of_group,
)
from .inviting import invite, invite_many, renew_invitation, revoke_invitation
from .joining import accept_invitation, make_person, start_organisation
from .leaving import (
    deactivate_person,
    let_return,
    make_administrator,
    unmake_administrator,
)
from .organisation import change_organisation, remove_logo
from .passwords import choose_password, give_password
from .profile import change_person, change_photo, remove_photo, set_topics
from .second_step import note_second_step, reset_second_step
from .sessions import end_session, sign_out_elsewhere, sign_out_person

__all__ = [
    "accept_invitation",
    "ask_for_address",
    "change_address",
    "change_group",
    "change_members",
    "change_organisation",
    "change_person",
    "change_photo",
    "choose_password",
    "deactivate_person",
    "delete_group",
    "end_session",
    "erase_person",
    "give_password",
    "invite",
    "invite_many",
    "let_return",
    "make_administrator",
    "make_group",
    "make_person",
    "move_group",
    "note_second_step",
    "put_in_group",
    "remove_logo",
    "remove_photo",
    "renew_invitation",
    "reset_second_step",
    "revoke_invitation",
    "set_topics",
    "sign_out_elsewhere",
    "sign_out_person",
    "start_organisation",
    "take_back_address",
    "take_out_of_group",
    "unmake_administrator",
]
