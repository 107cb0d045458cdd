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
    except PermissionError as error:
        raise Foreseen(f"The data folder cannot be written: {error.filename}.") from error


def bring_up_to_date() -> None:
    """Make the database, or bring an older one to this version."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


def require_organisation() -> None:
    """For commands that work on what is there already."""
    from django.conf import settings
    from django.db import OperationalError, ProgrammingError

    from manyhands.people.models import Organisation

    try:
        found = Organisation.objects.exists()
    except (OperationalError, ProgrammingError):  # no tables yet
        found = False
    if not found:
        raise Foreseen(
            f"There is no organisation in {settings.DATA_DIR} yet: begin with “manyhands serve”."
        )


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
