"""Where a measurement runs: the product's settings over a data folder of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

DEFAULT: Final = Path("bench-data")


def start(data: Path) -> None:
    """Let Django stand over this data folder, migrated."""
    os.environ["MANYHANDS_DATA"] = str(data)
    os.environ.setdefault("MANYHANDS_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyhands.config.settings")
    data.mkdir(parents=True, exist_ok=True)

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
