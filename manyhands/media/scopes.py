"""Who may see a file: whoever may see the thing it belongs to. Each domain says it for its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from manyhands.kernel.access import ALLOW, Verdict, deny
from manyhands.kernel.text import numbers_in

PUBLIC: Final = "organisation"
Rule = Callable[[Any, int], Verdict]
_rules: dict[str, Rule] = {}
_by_number: dict[str, Rule] = {}


def scope_rule(prefix: str) -> Callable[[Rule], Rule]:
    """Ask the function below whether a person may see files of the scope "prefix:pk"."""

    def register(rule: Rule) -> Rule:
        _rules[prefix] = rule
        return rule

    return register


def number_rule(prefix: str) -> Callable[[Rule], Rule]:
    """Ask the function below instead where a file is named by its number alone.

    Numbers can be tried one after the other. Where some may see less of a thing than others (a text, not its draft),
    they find by its number what nobody has shown them; the long address of a file is only ever shown.
    """

    def register(rule: Rule) -> Rule:
        _by_number[prefix] = rule
        return rule

    return register


def is_public(scope: str) -> bool:
    """Whether also people who have not signed in see it: the organisation's logo."""
    return scope == PUBLIC


def may_see(person: Any, scope: str) -> Verdict:
    """May this person see files of ``scope``? A scope that nobody answers for is seen by nobody."""
    return _asked(_rules, person, scope)


def may_see_by_number(person: Any, scope: str) -> Verdict:
    return _asked(_rules | _by_number, person, scope)


def _asked(rules: Mapping[str, Rule], person: Any, scope: str) -> Verdict:
    if is_public(scope):
        return ALLOW
    prefix, _colon, pk = scope.partition(":")
    numbers = numbers_in([pk])
    if prefix not in rules or not numbers:
        return deny(_("Nobody can say who may see this file."))
    return rules[prefix](person, numbers[0])
