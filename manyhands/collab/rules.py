"""Who may write in a shared document: each domain says it for its own rooms."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _

from manyhands.kernel.access import Verdict, deny

_KEY: Final = re.compile(r"(?P<kind>[a-z][a-z-]{0,29}):(?P<pk>[0-9]{1,18})")

Rule = Callable[[Any, int], Verdict]
_rules: dict[str, Rule] = {}


def room_rule(kind: str) -> Callable[[Rule], Rule]:
    """Ask the function below whether a person may write in room ``kind:pk``.

    It is asked at the door, each minute, and when somebody's rights change.
    """

    def register(rule: Rule) -> Rule:
        _rules[kind] = rule
        return rule

    return register


def may_write(person: Any, key: str) -> Verdict:
    """May this person read and write the draft in room ``key``, now?"""
    match = _KEY.fullmatch(key)
    if match is None or match["kind"] not in _rules:
        return deny(_("There is no such draft."))
    return _rules[match["kind"]](person, int(match["pk"]))
