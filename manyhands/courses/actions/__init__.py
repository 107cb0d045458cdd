from manyhands.courses.plan import ReleasePlan

from .authors import (
    hand_over_keeping,
    invite_coauthor,
    leave_course,
    next_keeper,
    pass_on_keeping,
    remove_coauthor,
)
from .import_runs import ask_for_import
from .importing import ImportReport, Skipped, import_source
from .keeping import end_course, end_when_over, extend_validity, set_facts, verify_course
from .linking import link_found_course, move_links
from .releasing import release_course
from .saving import save_draft_mirror
from .starting import link_need, start_course
from .writing import write_to_keeper

__all__ = [
    "ImportReport",
    "ReleasePlan",
    "Skipped",
    "ask_for_import",
    "end_course",
    "end_when_over",
    "extend_validity",
    "hand_over_keeping",
    "import_source",
    "invite_coauthor",
    "leave_course",
    "link_found_course",
    "link_need",
    "move_links",
    "next_keeper",
    "pass_on_keeping",
    "release_course",
    "remove_coauthor",
    "save_draft_mirror",
    "set_facts",
    "start_course",
    "verify_course",
    "write_to_keeper",
]
