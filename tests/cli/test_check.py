"""`manyhands check`: each thing that is kept, broken by hand, is named and mended."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from django.db import connection

from manyhands.collab import drafts
from manyhands.collab.models import Room, Update
from manyhands.courses.models import Course
from manyhands.journal import queue
from manyhands.journal.checking import Difference, checks
from manyhands.journal.models import Delivery, DeliveryState
from manyhands.kernel.clock import now
from manyhands.learning.models import Enrolment
from manyhands.media import vault
from manyhands.media.models import Asset
from manyhands.media.storing import store_image
from manyhands.needs.models import Need
from manyhands.notifications.models import Mail
from manyhands.people.models import Group, Person
from manyhands.search.find import find
from manyhands.search.indexing import index_everything
from manyhands.search.models import Document
from tests.cast import Cast, set_down
from tests.cli.test_commands import manyhands
from tests.factories_courses import a_draft
from tests.factories_learning import a_reader, a_text
from tests.factories_media import a_picture
from tests.factories_needs import a_need, backed
from tests.journal.work import database_address


@pytest.fixture
def house(cast, deliver):
    """A need that waits, one that is answered by a course somebody has read, and a picture."""
    backed(a_need(cast.salma, "hand over a night shift", cast.north), cast.nora)
    answered = a_need(cast.ines, "take a complaint on the phone")
    course = a_text(cast.amara, need=answered, title="Take a complaint")
    a_reader(cast.ines, course, finished=True)
    deliver()
    index_everything()
    return cast


def differences() -> list[Difference]:
    return [one for check in checks() for one in check.look()]


def mended() -> list[Difference]:
    """What differed, after all that can be mended has been."""
    found = differences()
    for one in found:
        if one.mend:
            assert one.mend().endswith(".")
    return found


def test_where_nothing_was_broken_nothing_differs(house):
    assert differences() == []


@pytest.mark.parametrize(
    ("model", "broken", "said"),
    [
        (Need, {"waiting_count": 7}, "how many people wait"),
        (Need, {"waiting_since": 7}, "since when"),
        (Need, {"waiting_cost": 77.0}, "place on the board"),
        (Need, {"summary": {}}, "What the board shows"),
        (Course, {"learner_count": 7}, "7 opened it"),
        (Course, {"finished_count": 7}, "7 finished it"),
        (Course, {"solved_asked_count": 7}, "of 7 who replied"),
        (Course, {"solved_yes_count": 7}, "helped 7"),
        (Course, {"open_item_count": 7}, "7 open remarks"),
        (Course, {"outdated_count": 7}, "7 who find it outdated"),
        (Course, {"useful_count": 7}, "7 who find it useful"),
        (Course, {"reaction_counts": {"clear": 7}}, "7 reactions"),
        (Course, {"release_count": 7}, "says release 7"),
        (Course, {"current": None}, "shows release 0"),
        (Enrolment, {"finished": None, "finished_at": None}, "They finished it"),
        (Person, {"circle": []}, "audience they are in"),
        (Person, {"coached": [7]}, "groups they coach"),
        (Person, {"managed": [7]}, "groups they manage"),
        (Person, {"group_name": "Nowhere"}, "group beside their name"),
        (Person, {"folded": "nobody"}, "directory looks for them"),
        (Group, {"people_count": 77}, "says that 77 people"),
        (Group, {"path": "/77/"}, "place in the tree"),
        (Document, {"title_words": "nothing"}, "found by other words"),
    ],
)
def test_each_thing_that_is_kept_is_counted_again(house, model, broken, said):
    queue.run_recurring()  # so that the cost of waiting is fresh
    model.objects.filter(pk=model.objects.order_by("pk").first().pk).update(**broken)

    assert any(said in one.what for one in mended())

    assert differences() == []


def test_words_in_another_order_are_found_otherwise(house):
    need = Document.objects.filter(kind="need").order_by("pk").first()
    turned = " ".join(reversed(need.body_words.split()))
    Document.objects.filter(pk=need.pk).update(body_words=turned)

    assert "found by other words" in differences()[0].what
    mended()
    assert differences() == []


def test_what_cannot_be_found_is_indexed(house):
    Document.objects.all().delete()

    assert {"It cannot be found."} <= {one.what for one in mended()}

    assert differences() == []


def test_the_engines_own_index_is_compared(house):
    """On PostgreSQL the row is its own index, so nothing can differ."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words")

    said = [one.what for one in mended()]

    assert all("not in it" in one for one in said)
    assert len(said) == (connection.vendor == "sqlite")
    assert differences() == []


def test_words_that_are_not_found_when_mistyped(house):
    all_gone = "INSERT INTO search_variants (search_variants) VALUES ('delete-all')"
    with connection.cursor() as cursor:
        is_sqlite = connection.vendor == "sqlite"
        cursor.execute(all_gone if is_sqlite else "DELETE FROM search_variants")
    assert not find("nigth", by=house.nora).hits

    (said,) = mended()

    assert "not found when they are mistyped" in said.what
    assert find("nigth", by=house.nora).hits
    assert differences() == []


def test_lists_that_show_a_draft_otherwise(house):
    draft = a_draft(house.amara)
    Delivery.objects.update(state=DeliveryState.DONE)
    Course.objects.filter(pk=draft.pk).update(title="Something else", minutes=77)

    (mirror,) = mended()

    assert "another title" in mirror.what
    assert differences() == []


def test_a_change_that_cannot_be_read_is_taken_out_of_its_draft(house):
    course = Course.objects.get()
    before = drafts.read_document(course.room_key)
    Update.objects.create(room=Room.objects.get(), data=b"\x01garbage", made_at=now())

    (broken,) = mended()

    assert "cannot be read" in broken.what
    assert differences() == []
    assert drafts.read_document(course.room_key) == before


def test_a_draft_that_is_gone_is_for_a_backup(house):
    Room.objects.all().delete()

    (gone,) = mended()

    assert (gone.mend, gone.advice) == (None, "Put the database back from a backup.")


def test_a_snapshot_that_cannot_be_read_is_for_a_backup(house):
    Room.objects.update(snapshot=b"\x01garbage")

    assert "cannot be read" in next(one.what for one in differences() if "backup" in one.advice)


def test_a_file_that_is_missing_or_short_is_named(house):
    missing, short = (keep_picture(house, size) for size in ((40, 30), (50, 30)))
    vault.path_of(missing.digest).unlink()
    vault.path_of(short.digest).write_bytes(b"half")

    found = differences()

    assert [one.where.split()[1] for one in found] == [str(missing.pk), str(short.pk)]
    assert "not on the disk" in found[0].what
    assert "has 4" in found[1].what


def test_files_that_nobody_lists_are_deleted_once_they_are_old(house):
    kept = vault.path_of(keep_picture(house).digest)
    small = kept.with_name(f"{kept.name}-96.webp")
    coming = kept.parents[1] / ".coming-1"
    stray = kept.with_name("ab" * 32)
    for path in (small, coming, stray):
        path.write_bytes(b"left behind")
    assert differences() == []  # who sent them may be about to list them
    for path in (small, coming, stray):
        os.utime(path, (1, 1))

    assert len(mended()) == 2

    assert [path.exists() for path in (kept, small, coming, stray)] == [True, True, False, False]


def test_a_parked_job_is_named_and_tried_again(house):
    delivery = Delivery.objects.order_by("pk").first()
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.PARKED, attempts=8, error="ConnectionRefusedError: no"
    )

    (parked,) = mended()

    assert "failed 8 times" in parked.what
    assert "ConnectionRefusedError" in parked.what
    assert Delivery.objects.open().filter(pk=delivery.pk, attempts=0).exists()


def test_jobs_that_nobody_does_are_named(house, travel):
    a_need(house.leo)
    travel(minutes=20)
    queue.run_recurring()
    assert any("manyhands worker" in one.advice for one in differences())


def test_a_lease_that_expired_long_ago_is_named(house, travel):
    a_need(house.leo)
    travel(seconds=31)
    queue.lease_due()
    travel(minutes=25)
    queue.run_recurring()

    assert any("gave no sign" in one.what for one in differences())


def test_a_mail_that_nothing_will_send_is_sent(house, deliver, mailbox):
    Mail.objects.create(
        to="a@b.example", message_id="<1@x>", subject="Hello", text="…", written_at=now()
    )

    (waiting,) = mended()
    deliver()

    assert "nothing will send it" in waiting.what
    assert [one.to for one in mailbox if one.subject == "Hello"] == [["a@b.example"]]
    assert differences() == []


def keep_picture(cast: Cast, size: tuple[int, int] = (40, 30)) -> Asset:
    return store_image(a_picture(size=size), scope="organisation", by=cast.mei)


def check_beside_the_test(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return manyhands("check", *words, data=tmp_path, MANYHANDS_DATABASE=database_address())


@pytest.mark.slow
def test_the_command_names_and_mends(transactional_db, tmp_path, deliver):
    cast = set_down()
    need = backed(a_need(cast.salma, "hand over a night shift"), cast.nora)
    deliver()
    index_everything()
    assert check_beside_the_test(tmp_path).returncode == 0
    Need.objects.filter(pk=need.pk).update(waiting_count=7)

    named = check_beside_the_test(tmp_path)
    repaired = check_beside_the_test(tmp_path, "--repair")
    again = check_beside_the_test(tmp_path)

    assert (named.returncode, repaired.returncode, again.returncode) == (1, 0, 0)
    assert f"Need {need.pk}" in named.stdout
    assert "things differ." in named.stdout
    assert "All 2 mended." in repaired.stdout
    assert "nothing differs" in again.stdout
    assert Need.objects.get(pk=need.pk).waiting_count == 2
