"""A backup is of one moment, whatever people do while it is made."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from manyhands.backup import making
from manyhands.backup.archive import Archive
from manyhands.backup.comparing import differences
from manyhands.backup.files import named_files
from manyhands.journal.models import Entry
from manyhands.media import vault
from manyhands.media.models import Asset
from manyhands.media.storing import store_file
from manyhands.needs.actions import back_need
from manyhands.needs.models import Backing, Need
from manyhands.people.models import Person
from tests.factories_media import a_file
from tests.factories_needs import a_need
from tests.places import place_on_this_database, say_nothing


class Busy(threading.Thread):
    """Asks, backs, adds and removes files, as fast as the database lets it."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.rounds = 0
        self.failed: Exception | None = None
        self._done = threading.Condition()
        self._leaving = False

    def run(self) -> None:
        try:
            while not self._leaving:
                self._work(self.rounds)
                with self._done:
                    self.rounds += 1
                    self._done.notify_all()
        except Exception as error:  # noqa: BLE001 - said by whoever waits for it
            self.failed = error
        finally:
            connection.close()

    def _work(self, number: int) -> None:
        one, other = Person.objects.active().order_by("pk")[:2]
        need = a_need(one, f"do thing number {number}")
        back_need(need, by=other)
        store_file(a_file(f"{number}.csv", b"%d,1" % number), scope="organisation", by=one)
        if number % 2:
            remove(Asset.objects.filter(name__endswith=".csv").earliest("pk"))

    def wait_for_another_round(self) -> None:
        with self._done:
            seen = self.rounds
            assert self._done.wait_for(lambda: self.rounds > seen or self.failed, timeout=20)

    def leave(self) -> None:
        self._leaving = True
        self.join()
        assert self.failed is None


def remove(asset: Asset) -> None:
    with transaction.atomic():
        asset.delete()
    vault.path_of(asset.digest).unlink()


@pytest.fixture(scope="module")
def kept_at_work(standing, tmp_path_factory):
    """Made while somebody else writes: a round of work lies between every five tables."""
    with standing.entered():
        busy = Busy()
        busy.start()
        busy.wait_for_another_round()

    def let_others_work(part: str, done: int, whole: int) -> None:
        if part == "Files" or done % 5 == 0:
            busy.wait_for_another_round()

    file = tmp_path_factory.mktemp("at-work") / "busy.backup"
    with standing.entered(), file.open("wb") as out:
        try:
            making.make_backup(out, progress=let_others_work)
        finally:
            busy.leave()
    return file


@pytest.fixture(scope="module")
def restored_at_work(kept_at_work, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("restored")
    with django_db_blocker.unblock(), place_on_this_database(folder) as place:
        place.take_back(kept_at_work)
        yield place


def test_work_went_on_meanwhile(standing, kept_at_work):
    with standing.entered():
        found = list(differences(Archive(kept_at_work), progress=say_nothing))

    assert len([one for one in found if one.where == "needs_need"]) > 5


def test_what_was_kept_is_of_one_moment(restored_at_work):
    with restored_at_work.entered():
        connection.check_constraints()
        made = Need.objects.filter(statement__startswith="do thing number")
        told = Entry.objects.filter(kind="needs.need.backed", subject_id__in=made.values("pk"))

        assert made.exists()
        # The moment may lie between asking and "me too", never inside either.
        assert all(need.waiting_count == 1 + need.backings.count() for need in made)
        assert Backing.objects.filter(need__in=made).count() == told.count() >= made.count() - 1


def test_every_file_of_that_moment_is_there(kept_at_work, restored_at_work):
    with restored_at_work.entered():
        digests = set(Asset.objects.values_list("digest", flat=True))

        assert all(vault.path_of(digest).exists() for digest in digests)
    manifest = Archive(kept_at_work).manifest
    assert digests == set(manifest.files)
    assert not manifest.missing


def test_a_file_that_goes_right_after_the_look_means_a_later_moment(
    standing, tmp_path, monkeypatch
):
    with standing.entered():
        asset = store_file(a_file("last.csv", b"1,2"), scope="organisation", by=None)
    looked = []

    def look_and_lose(alias: str) -> list[str]:
        digests = named_files(alias)
        if not looked:
            remove(asset)
        looked.append(alias)
        return digests

    monkeypatch.setattr(making, "named_files", look_and_lose)
    manifest = Archive(standing.keep(tmp_path / "b")).manifest

    assert looked.count("moment") == 2
    assert asset.digest not in manifest.files
    assert not manifest.missing


def test_a_file_that_is_gone_for_good_or_spoilt_is_named(standing, tmp_path):
    with standing.entered():
        lost = store_file(a_file("lost.csv", b"3,4"), scope="organisation", by=None)
        spoilt = store_file(a_file("spoilt.csv", b"5,6"), scope="organisation", by=None)
        vault.path_of(lost.digest).unlink()
        vault.path_of(spoilt.digest).write_bytes(b"5,7")

    manifest = Archive(standing.keep(tmp_path / "b")).manifest

    assert manifest.missing == [lost.digest]
    assert manifest.damaged == [spoilt.digest]


def test_nothing_is_left_beside_the_files(standing, kept_at_work):
    assert not list(standing.folder.glob(".held*"))
