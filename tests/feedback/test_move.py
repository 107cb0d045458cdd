"""What becomes of a remark: planned, declined with a reason, opened again."""

from __future__ import annotations

import re

import pytest

from manyhands.feedback import actions
from manyhands.feedback.models import IllegalMove, Item, ItemState
from manyhands.feedback.models.item import MOVES
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused
from manyhands.kernel.clock import now
from manyhands.web.links import url
from tests.factories_learning import a_remark, a_text

HTMX = {"HX-Request": "true"}


@pytest.fixture
def item(cast):
    return a_remark(cast.nora, a_text(cast.amara))


def test_planned_and_told(cast, client_for, item):
    client_for(cast.amara).post(url("feedback:plan", item.pk))

    item.refresh_from_db()
    assert item.state == ItemState.PLANNED
    assert Entry.objects.get(kind="feedback.item.moved").facts["state"] == "planned"
    page = client_for(cast.nora).get(url("learning:course", item.course_id)).content.decode()
    assert "planned" in page


def test_declined_with_a_reason_that_can_be_read(cast, client_for, item):
    client = client_for(cast.amara)
    address = url("feedback:decline", item.pk)
    assert "It stays as it is" in client.get(address).content.decode()

    client.post(address, {"reason": "Gate two still has the yellow one."})

    page = client_for(cast.nora).get(item.get_absolute_url()).content.decode()
    assert "Gate two still has the yellow one." in page
    item.course.refresh_from_db()
    assert (item.course.open_item_count, item.course.outdated_count) == (0, 0)


def test_no_reason_no_declining(cast, client_for, item):
    page = client_for(cast.amara).post(url("feedback:decline", item.pk), {"reason": "  "})

    assert page.status_code == 422
    assert "Say in a sentence why" in page.content.decode()
    item.refresh_from_db()
    assert item.state == ItemState.NEW


def test_looked_at_again(cast, client_for, item):
    actions.decline_item(item, reason="No.", by=cast.amara)

    client_for(cast.amara).post(url("feedback:reopened", item.pk))

    item.refresh_from_db()
    assert (item.state, item.reason) == (ItemState.NEW, "")


@pytest.mark.parametrize("stood", [ItemState.NEW, ItemState.PLANNED, ItemState.IN_DRAFT])
def test_undo_puts_it_back_where_it_stood(cast, client_for, item, stood):
    if stood == ItemState.PLANNED:
        item = actions.plan_item(item, by=cast.amara)
    if stood == ItemState.IN_DRAFT:
        item = actions.fold_in(item, text="It is blue since October.", by=cast.amara)
    client = client_for(cast.amara)
    answer = client.post(url("feedback:decline", item.pk), {"reason": "No."}, follow=True)
    undo = re.search(r'action="([^"]+/undone/)"', answer.text)
    assert undo

    client.post(undo[1])

    block = item.folded_into
    item.refresh_from_db()
    assert (item.state, item.reason, item.folded_into) == (stood, "", block)


def test_undo_of_planning_leaves_the_words_in_the_draft(cast, client_for, item):
    folded = actions.fold_in(item, text="It is blue since October.", by=cast.amara)
    actions.plan_item(folded, by=cast.amara)

    client_for(cast.amara).post(url("feedback:undone", item.pk))

    item.refresh_from_db()
    assert (item.state, item.folded_into) == (ItemState.IN_DRAFT, folded.folded_into)


def test_undo_too_late_moves_nothing(cast, client_for, item):
    actions.fold_in(item, text="It is blue since October.", by=cast.amara)

    client_for(cast.amara).post(url("feedback:undone", item.pk))

    item.refresh_from_db()
    assert item.state == ItemState.IN_DRAFT


def test_the_same_decision_twice_is_told_once(cast, item):
    actions.plan_item(item, by=cast.amara)
    actions.plan_item(item, by=cast.amara)

    assert Entry.objects.filter(kind="feedback.item.moved").count() == 1


@pytest.mark.parametrize("name", ["plan", "decline", "reopened", "undone"])
def test_only_its_authors_decide(cast, client_for, item, name):
    answer = client_for(cast.leo).post(url(f"feedback:{name}", item.pk), {"reason": "No."})

    assert answer.status_code == 403
    assert "Only its authors" in answer.content.decode()


def test_whoever_looks_after_an_orphan_decides(cast, item):
    cast.amara.is_active = False
    cast.amara.save(update_fields=["is_active"])

    assert actions.plan_item(item, by=cast.hana).state == ItemState.PLANNED
    with pytest.raises(Refused):
        actions.reopen_item(item, by=cast.leo)


@pytest.mark.parametrize("before", ItemState.values)
@pytest.mark.parametrize("after", ItemState.values)
def test_the_table_of_moves(before, after):
    item = Item(state=before)

    if after in MOVES[before]:
        item.move_to(after, at=now())
        assert item.state == after
    else:
        with pytest.raises(IllegalMove):
            item.move_to(after, at=now())


def test_the_inbox_line_is_drawn_again(cast, client_for, item):
    answer = client_for(cast.amara).post(
        url("feedback:plan", item.pk), {"on": "inbox"}, headers=HTMX
    )

    assert answer.headers["HX-Retarget"] == f"#item-{item.pk}"
    assert "planned" in answer.content.decode()


def test_what_the_inbox_counts_is_drawn_again_with_it(cast, client_for, item):
    inbox = f"http://testserver{url('feedback:inbox', state='waiting', course=item.course_id)}"
    client = client_for(cast.amara)

    answer = client.post(
        url("feedback:plan", item.pk),
        {"on": "inbox"},
        headers={**HTMX, "HX-Current-URL": inbox},
    ).text

    assert '<div id="inbox-head" hx-swap-oob="true">' in answer
    assert 'Planned <span class="num">1</span>' in answer
    assert f'aria-current="true">{item.course.title}' in answer.replace("\n", "")
    assert (
        "hx-swap-oob" not in client.get(url("feedback:inbox")).text.split('id="inbox-head"')[1][:40]
    )
