"""Who may listen to what: each domain says it for its own topics."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from manyhands.kernel.access import ALLOW, Verdict, deny

MOST_TOPICS: Final = 20
_TOPIC: Final = re.compile(r"(?P<prefix>[a-z][a-z-]{0,29}):(?P<pk>[0-9]{1,18})")

Rule = Callable[[Any, int], Verdict]
_rules: dict[str, Rule] = {}


class WrongTopics(ValueError):
    """The list of topics cannot be read."""


@dataclass(frozen=True, slots=True, order=True)
class Topic:
    """A thing that can be followed: "course:12"."""

    prefix: str
    pk: int

    def __str__(self) -> str:
        return f"{self.prefix}:{self.pk}"


def topic_rule(prefix: str) -> Callable[[Rule], Rule]:
    """Ask the function below whether a person may follow "prefix:pk"."""

    def register(rule: Rule) -> Rule:
        _rules[prefix] = rule
        return rule

    return register


def read_topics(text: str) -> list[Topic]:
    """The topics in "course:12,person:3". Raises WrongTopics when there is none, too many, or an unknown one."""
    names = sorted({name.strip() for name in text.split(",")})
    if len(names) > MOST_TOPICS:
        raise WrongTopics(f"At most {MOST_TOPICS} topics.")
    return [_read(name) for name in names]


def may_follow(person: Any, topic: Topic) -> Verdict:
    """May this person hear of ``topic``, now? For database threads."""
    return _rules[topic.prefix](person, topic.pk)


def _read(name: str) -> Topic:
    match = _TOPIC.fullmatch(name)
    if match is None or match["prefix"] not in _rules:
        raise WrongTopics(f"There is no topic “{name[:40]}”.")
    return Topic(match["prefix"], int(match["pk"]))


@topic_rule("person")
def may_follow_person(person: Any, pk: int) -> Verdict:
    return ALLOW if person.pk == pk else deny(_("What happens to somebody else is theirs to know."))
