"""How many queries each page of the loop asks, to the last one, however much there is to show.

A number that goes down is set here; one that goes up needs a reason. What a heading remembers is known already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manyhands.courses.models import Course, CourseState
from manyhands.kernel.clock import now, telling
from manyhands.needs.models import Need, NeedState
from manyhands.people.models import Relation, TopicLink
from manyhands.web.links import url
from tests.factories import make_topic, someone
from tests.factories_courses import a_draft
from tests.factories_learning import a_question, a_reader, a_remark, a_text
from tests.factories_needs import a_need, answered, backed

BUDGETS: Final = {
    "home": 11,
    "board": 5,
    "need": 8,
    "ask": 3,
    "near ones": 10,
    "catalogue": 7,
    "reader": 10,
    "draft": 5,
    "inbox": 7,
    "search": 10,
    "notices": 6,
    "coach": 12,
    "impact": 4,
    "profile": 5,
    "directory": 4,
}
ClientFor = Callable[..., Client]


@pytest.mark.parametrize("rows", [1, 7])
def test_each_page_asks_as_often_for_few_rows_as_for_many(
    rows: int,
    cast: SimpleNamespace,
    client_for: ClientFor,
    deliver: Callable[[], int],
) -> None:
    for n in range(rows):
        _more(cast, n)
    deliver()
    with telling(now()):  # nothing that is noted once a minute falls between two visits
        asked = {page: _queries(client, path) for page, client, path in _tour(cast, client_for)}
    assert asked == BUDGETS


@pytest.mark.parametrize("asked", ["night", "hand over night shift", "night zeppelin", "nigth"])
def test_finding_asks_as_often_for_words_that_stand_together_apart_or_nowhere(
    asked: str, cast: SimpleNamespace, client_for: ClientFor, deliver: Callable[[], int]
) -> None:
    _more(cast, 1)
    deliver()
    with telling(now()):
        addresses = url("search:near", statement=asked), url("search:search", q=asked)
        counts = [_queries(client_for(cast.amara), address) for address in addresses]
    assert counts == [BUDGETS["near ones"], BUDGETS["search"]]


def _more(cast: SimpleNamespace, n: int) -> None:
    """One more of everything that the pages list."""
    colleague = someone(f"Ada Lind {n}", cast.north)
    topic = make_topic(f"night shifts {n}")
    for person in (cast.amara, colleague):
        TopicLink.objects.create(person=person, topic=topic, relation=Relation.EXPLAIN)
    course = a_text(cast.amara, title=f"Hand over {n}")
    for declarer in (cast.leo, cast.amara, colleague):
        need = a_need(declarer, f"hand over night shift {n}", topics=(topic.name,))
        backed(need, cast.nora)
    other = a_text(cast.mei, title=f"Call back {n}")
    for need in Need.objects.filter(declarer__in=(cast.leo, cast.amara), state=NeedState.OPEN):
        answered(need, by=cast.mei, answer_id=other.pk, is_found=True)
    a_reader(cast.amara, other)
    a_reader(cast.leo, course)
    a_question(cast.leo, course)
    a_remark(cast.nora, course)
    a_draft(cast.amara, f"Half written {n}")


def _tour(cast: SimpleNamespace, client_for: ClientFor) -> Iterator[tuple[str, Client, str]]:
    """As ``bench/pages`` measures them."""
    need = Need.objects.filter(declarer=cast.leo).first()
    course = Course.objects.filter(state=CourseState.RELEASED).first()
    member, coach = client_for(cast.amara), client_for(cast.hana)
    yield "home", member, url("home:home")
    yield "board", member, url("needs:board")
    yield "need", client_for(cast.leo), url("needs:need", need.pk)
    yield "ask", member, url("needs:ask")
    yield "near ones", member, url("search:near", statement="hand")
    yield "catalogue", member, url("courses:catalogue")
    yield "reader", client_for(cast.leo), url("learning:course", course.pk)
    yield "draft", member, url("courses:draft", course.pk)
    yield "inbox", member, url("feedback:inbox")
    yield "search", member, url("search:search", q="night")
    yield "notices", member, url("notifications:notices")
    yield "coach", coach, url("home:coach")
    yield "impact", member, url("impact:impact")
    yield "profile", member, url("people:person", cast.leo.pk)
    yield "directory", member, url("people:directory")


def _queries(client: Client, path: str) -> int:
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)
