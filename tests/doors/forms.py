"""What is sent to a door so that whoever may comes through; without it, forms answer 422."""

from __future__ import annotations

from typing import Any, Final

Form = dict[str, Any]

_NEED: Final[Form] = {
    "statement": "close the gate at night",
    "effect": "No gate stays open at night.",
    "audience": "everybody",
}
_HIDDEN: Final[Form] = _NEED | {"audience": "{group}", "is_restricted": "on"}
_PASSWORD: Final = "a lorry full of good words"
_NEW: Final = "the moon over the warehouse"
_GROUP: Final[Form] = {"name": "Gate three", "kind": "team"}

# By address; "*" stands for any one thing.
_BY_SHAPE: Final[dict[str, Form]] = {
    "/home/replies/*/": {"reply": "yes"},
    "/coach/introductions/*/": {"nominee": "{coauthor}"},
    "/coach/letters/*/": {"words": "Can I help you?"},
    "/invitation/*/": {"name": "Nils Ahl", "password": _NEW},
    "/me/address/": {"email": "somebody@new.example"},
    "/people/*/address/": {"email": "somebody@new.example"},
    "/account/login/": {"login": "nobody@ferrow.example", "password": _PASSWORD},
    "/account/password/": {"oldpassword": _PASSWORD, "password1": _NEW, "password2": _NEW},
    "/account/password/reset/": {"email": "nobody@ferrow.example"},
    "/account/again/": {"password": _PASSWORD},
    "/demo/guests/": {"who": "nora"},
    "/people/*/administrator/": {"is_administrator": "yes"},
    "/me/settings/": {"name": "Somebody", "single_keys": "on"},
    "/me/photo/": {"remove": "1"},
    "/me/topics/": {"explain": "gates"},
    "/groups/*/groups/": _GROUP,
    "/groups/*/name/": _GROUP,
    "/groups/*/place/": {"parent": "{other_group}"},
    "/groups/*/members/": {"people": "{coauthor}", "role": "coach"},
    "/invitations/": {"addresses": "nils@ferrow.example", "group": "{group}", "role": "member"},
    "/administration/organisation/": {"name": "Ferrow", "time_zone": "UTC"},
    "/needs/new/": _NEED,
    "/needs/*/nominations/": {"nominee": "{coauthor}"},
    "/needs/*/nominations/*/": {"decision": "accept"},
    "/needs/*/proposals/": {"answer_id": "{course}"},
    "/needs/*/proposals/*/": {"decision": "confirm"},
    "/needs/*/replies/": {"reply": "yes"},
    "/needs/*/readings/": {"value": "3"},
    "/needs/*/declined/": {"reason": "We buy a new gate."},
    "/needs/*/merged/": {"survivor": "{other_need}"},
    "/needs/*/reopened/": {"reason": "The gate is another one now."},
    "/needs/*/audience/": {"group": "{group}"},
    "/courses/new/": {"intention": "blank"},
    "/courses/*/releases/": {"size": "minor", "note": "A word.", "is_for_everybody": "on"},
    "/courses/*/facts/": {"topics": "gates"},
    "/courses/*/validity/": {"day": ""},
    "/courses/*/end/": {"reason": "The gate is gone."},
    "/courses/*/authors/": {"person": "{colleague}"},
    "/courses/*/keeping/": {"person": "{coauthor}"},
    "/courses/*/position/": {"block": "firstblock01"},
    "/courses/*/releases/1/blocks/openblock001/responses/": {"text": "So that it stays shut."},
    "/feedback/courses/*/releases/1/items/": {
        "kind": "question",
        "text": "Which gate?",
        "block": "firstblock01",
    },
    "/feedback/courses/*/releases/1/reactions/": {"reaction": "useful", "block": "firstblock01"},
    "/feedback/*/comments/": {"text": "The second."},
    "/feedback/*/decline/": {"reason": "It stands there."},
    "/feedback/*/fold/": {"text": "Close the second gate."},
    "/feedback/comments/*/": {"text": "The third."},
    "/notices/preferences/": dict.fromkeys(
        ("waits", "mine", "writing", "learning", "around"), "never"
    ),
}


def form_for(address: str) -> Form:
    """What is filled in at ``address``; {} where nothing is asked."""
    if address in ("/needs/{need}/change/", "/needs/{hidden_need}/change/"):
        return _NEED if "hidden" not in address else _HIDDEN
    shape = "/".join("*" if part.startswith("{") else part for part in address.split("/"))
    return _BY_SHAPE.get(shape, {})
