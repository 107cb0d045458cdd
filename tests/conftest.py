"""What every test may ask for: the cast, a signed-in client, the worker by hand, and time that travels."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.core import mail
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.test import Client

from manyhands.kernel import clock
from manyhands.kernel.memory import forget_all, standing_still
from manyhands.people.models import Person
from manyhands.people.organisation import forget_organisation
from manyhands.search.engines import engine
from tests.asking import asks_for_a_database
from tests.cast import Cast, set_down

# How long an example takes depends on what else the machine does; a build meets the same examples each time.
hypothesis.settings.register_profile("calm", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("calm")


# After a test that committed Django would write anew what nobody asks: half of what such a test cost.
post_migrate.disconnect(
    create_permissions, dispatch_uid="django.contrib.auth.management.create_permissions"
)
post_migrate.disconnect(create_contenttypes)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if asks_for_a_database(item):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: looking through it for what can go is in vain."""
    gc.collect()
    gc.freeze()


@receiver(post_migrate)
def empty_the_index(app_config: AppConfig, **_more: object) -> None:
    """After a test that committed all tables are emptied but those of SQLite's own that Django does not know."""
    if app_config.label == "search":
        engine().refill()


@pytest.fixture
def cast(db: None) -> Cast:
    return set_down()


@pytest.fixture
def client_for() -> Callable[[Person], Client]:
    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def travel() -> Callable[..., None]:
    """Move the clock: ``travel(days=30)``."""

    def by(**span: float) -> None:
        clock.travel(timedelta(**span))

    return by


@pytest.fixture
def deliver(travel: Callable[..., None]) -> Callable[[], int]:
    """Do everything that is due, as the worker would; returns how many deliveries succeeded.

    It first lets the thirty seconds pass in which an act can be undone.
    """
    from manyhands.journal import queue

    def run_everything() -> int:
        travel(seconds=31)
        done = 0
        for _ in range(50):
            leased = queue.lease_due(limit=200)
            beats = queue.run_recurring()
            if not leased and not beats:
                return done
            done += sum(queue.run(delivery) for delivery in leased)
        raise AssertionError("The queue never becomes empty.")

    return run_everything


@pytest.fixture
def mailbox() -> list[mail.EmailMessage]:
    """The mails that were sent."""
    return mail.outbox


_numbers = count(1)  # pytest would look through all folders for the next one


@pytest.fixture(autouse=True)
def fresh_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each test begins with the real time, its own files and no memory of another's organisation; what it remembers
    itself does not grow old, however slow the machine is.
    """
    folder: Path = tmp_path_factory.mktemp(f"data-{next(_numbers)}", numbered=False)
    before = settings.TIME_TRAVEL_FILE, settings.MEDIA_ROOT
    settings.TIME_TRAVEL_FILE, settings.MEDIA_ROOT = str(folder / "clock"), folder / "media"
    forget_organisation()
    forget_all()
    with standing_still():
        yield
    settings.TIME_TRAVEL_FILE, settings.MEDIA_ROOT = before
    forget_organisation()
