from __future__ import annotations

import pytest

from .walk import body, walk
from .world import a_world_of, people_say

HOSTILE = "<script>boom()</script>\"'><img src=x onerror=boom()>{{7*7}}%(nobody)s"


@pytest.mark.parametrize("who", ["nora", "salma", "hana", "pavel"])
def test_markup_in_any_field_is_words_on_every_page(cast, client_for, deliver, who):
    world = a_world_of(HOSTILE, cast)
    people_say(HOSTILE, cast)
    deliver()

    pages = 0
    for address, answer in walk(
        client_for(getattr(cast, who)),
        f"/courses/{world.draft.pk}/draft/preview/",
        "/search/?q=boom",
        "/search/palette/?q=boom",
        "/needs/new/?statement=%3Cscript%3Eboom()",
    ):
        assert answer.status_code in (200, 302, 303, 304, 403, 404, 405), address
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue  # a file to keep, never shown as a page
        page = body(answer)
        assert "<script>boom" not in page, address
        assert "<img src=x" not in page, address
        pages += 1

    assert pages > 30
