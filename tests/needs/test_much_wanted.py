"""A need that very many want: who waits and what they said is counted by the database, for rows and pages alike."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyhands.kernel.clock import now
from manyhands.needs import actions
from manyhands.needs.keeping import refresh_all, strays
from manyhands.needs.models import Backing, CheckIn, Need
from manyhands.needs.page import NeedPage
from manyhands.needs.tallies import ReplyCounts, replies_about
from manyhands.web.links import url
from tests.factories import someone
from tests.factories_needs import a_need, an_answered_need, backed, reply


def test_who_waits_and_since_when(cast, travel):
    need = a_need(cast.salma)
    travel(days=1, seconds=0.4)
    for person in (cast.nora, cast.leo, cast.tom):
        backed(need, person)
        travel(hours=5, seconds=0.7)

    need = Need.objects.get(pk=need.pk)
    moments = [need.declared_at, *need.backings.values_list("backed_at", flat=True)]
    assert need.waiting_count == 4
    assert need.waiting_since == sum(int(one.timestamp()) for one in moments)
    assert [face["name"] for face in need.summary["faces"]] == [
        person.name for person in (cast.salma, cast.nora, cast.leo, cast.tom)
    ]


def test_who_left_waits_no_longer(cast):
    need = backed(a_need(cast.salma), cast.nora)
    for n in range(4):
        backed(need, someone(f"Ada Lind {n}", cast.north))

    cast.nora.is_active = False
    cast.nora.save(update_fields=["is_active"])
    refresh_all(Need.objects.all())

    need = Need.objects.get(pk=need.pk)
    assert need.waiting_count == 5
    faces = [face["name"] for face in need.summary["faces"]]
    assert faces == [cast.salma.name, "Ada Lind 0", "Ada Lind 1", "Ada Lind 2"]


def test_a_declarer_who_had_backed_it_waits_since_then(cast):
    need = backed(a_need(cast.salma), cast.nora)
    before = now() - timedelta(days=30)
    Backing.objects.create(need=need, person=cast.salma, backed_at=before)
    refresh_all(Need.objects.all())

    need = Need.objects.get(pk=need.pk)
    of_nora = need.backings.get(person=cast.nora).backed_at
    assert need.waiting_count == 2
    assert need.waiting_since == int(before.timestamp()) + int(of_nora.timestamp())


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ([], ReplyCounts(asked=3)),
        (["salma yes"], ReplyCounts(asked=3, yes=1)),
        (["salma not_read"], ReplyCounts(asked=3)),
        (["nora partly", "leo no"], ReplyCounts(asked=3, partly=1, no=1)),
        (["nora no", "nora yes"], ReplyCounts(asked=3, yes=1)),
        (["nora yes", "nora partly", "leo yes"], ReplyCounts(asked=3, yes=1, partly=1)),
    ],
)
def test_each_counts_once_by_what_they_said_last(cast, said, counts):
    need = an_answered_need(cast.salma, [cast.nora, cast.leo], author=cast.amara)
    for person in (cast.salma, cast.nora, cast.leo):
        actions.ask_whether_solved(need, person)
    for words in said:
        name, word = words.split()
        reply(CheckIn.objects.get(person=getattr(cast, name), wave=0), word)

    need = Need.objects.get(pk=need.pk)
    assert NeedPage(need, cast.amara).replies == replies_about(need) == counts


def test_a_later_question_is_the_later_word(cast, travel):
    need = an_answered_need(cast.salma, [cast.nora, cast.leo], author=cast.amara)
    actions.ask_whether_solved(need, cast.nora)
    reply(CheckIn.objects.get(person=cast.nora, wave=0), "partly")
    travel(days=30)
    actions.ask_who_is_due()
    reply(CheckIn.objects.get(person=cast.nora, wave=30), "yes")

    need = Need.objects.get(pk=need.pk)
    assert (replies_about(need).yes, replies_about(need).partly) == (1, 0)


def test_counts_of_an_older_version_are_made_when_asked_for(cast):
    need = an_answered_need(cast.salma, [cast.nora], author=cast.amara)
    actions.ask_whether_solved(need, cast.nora)
    reply(CheckIn.objects.get(person=cast.nora), "no")
    need = Need.objects.get(pk=need.pk)
    del need.summary["replies"]
    need.save(update_fields=["summary"])

    assert NeedPage(need, cast.amara).replies.no == 1
    assert list(strays()) == []


def test_no_act_and_no_page_brings_all_who_wait(cast, client_for):
    waiting = a_need(cast.leo, "stack the cold boxes")
    answered = an_answered_need(cast.salma, [], author=cast.amara)
    actions.ask_whether_solved(answered, cast.salma)
    mine = CheckIn.objects.get(person=cast.salma, need=answered)

    with CaptureQueriesContext(connection) as asked:
        backed(waiting, cast.nora)
        reply(mine, "partly")
        for need in (waiting, answered):
            client_for(cast.salma).get(url("needs:need", need.pk))

    read = [q["sql"] for q in asked if q["sql"].startswith("SELECT")]
    of_many = [
        sql for sql in read if any(f'FROM "needs_{t}"' in sql for t in ("backing", "checkin"))
    ]
    # Counted, the first few, or those of one person.
    bounds = ("COUNT(", "LIMIT", '"person_id" = ', '"needs_checkin"."id" = ')
    assert of_many
    assert [sql for sql in of_many if not any(bound in sql for bound in bounds)] == []
