"""The installation a command works on: its data folder, its settings, its database."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from .errors import Foreseen


def choose(data: Path | None, *, demo: bool = False, address: str = "") -> None:
    """Let the settings be read for this data folder; what the environment says already is left alone."""
    if data is not None:
        os.environ["MANYHANDS_DATA"] = str(data)
    if demo:
        os.environ["MANYHANDS_DEMO"] = "1"
    if address:
        os.environ.setdefault("MANYHANDS_URL", address)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyhands.config.settings")


def set_up() -> None:
    """Read the settings and fill Django's registries."""
    import django

    from manyhands.config.environment import WrongSetting

    try:
        django.setup(set_prefix=False)
    except WrongSetting as error:
        raise Foreseen(str(error)) from error
    except OSError as error:
        raise Foreseen(
            f"The data folder cannot be written ({error.strerror}): {error.filename}."
        ) from error


def bring_up_to_date() -> None:
    """Make the database, or bring an older one to this version."""
    from django.conf import settings
    from django.core.management import call_command

    from manyhands.kernel.statistics import look_at_tables

    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds people's words
    refuse_newer_database()
    if _is_behind():
        call_command("migrate", verbosity=0, interactive=False)
        look_at_tables()
    call_command("createcachetable", verbosity=0)


def refuse_newer_database() -> None:
    """An older program would misread, and then spoil, what a newer one has written."""
    from manyhands.backup.schema import applied_migrations, unknown_migrations

    if unknown := unknown_migrations(applied_migrations()):
        raise Foreseen(
            f"This database was last served by a newer Manyhands ({unknown[-1]} is unknown here): "
            "install that version again, or restore a backup from before."
        )


def require_present_database() -> None:
    """For programs that work beside “serve”, which alone brings a database up to date."""
    refuse_newer_database()
    if _is_behind():
        raise Foreseen(
            "The database is not of this version yet: start “manyhands serve”, which brings it up to date."
        )


def require_database() -> None:
    """For commands that look at what is there, of whichever version it is."""
    from django.conf import settings

    from manyhands.backup.schema import applied_migrations, has_tables

    if not (has_tables() and applied_migrations()):
        raise Foreseen(_nothing_in(settings.DATA_DIR))
    refuse_newer_database()


def require_organisation() -> None:
    """For commands that work on what is there already."""
    from django.conf import settings

    from manyhands.people.models import Organisation

    require_database()
    require_present_database()
    if not Organisation.objects.exists():
        raise Foreseen(_nothing_in(settings.DATA_DIR))


def _nothing_in(folder: Path) -> str:
    return f"There is no organisation in {folder} yet: begin with “manyhands serve”."


def _is_behind() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def address_of(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    name = "localhost" if host in ("", "0.0.0.0", "127.0.0.1", "::", "::1") else host  # noqa: S104
    return f"http://{name}:{port}"


def require_free(host: str, port: int) -> None:
    """Say plainly that the port is taken, before anything has been started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Foreseen(
                f"Port {port} on {host} cannot be used ({error.strerror}): choose another with --port."
            ) from error
