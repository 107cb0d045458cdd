"""A backup that is made while people work, taken back on an empty machine and compared row for row, file for file."""

from __future__ import annotations

from tests.journeys.installation import Installation, drop_database, new_database

from .machine import Estate


def keep_and_take_back(estate: Estate) -> list[str]:
    """Returns what differs, or went wrong."""
    file = str(estate.data.with_name("at-work.backup"))
    settings = new_database() if estate.is_postgresql else {}
    elsewhere = Installation(estate.data.with_name("elsewhere"), settings)
    try:
        estate.run("backup", file)
        elsewhere.run("restore", file)
        elsewhere.run("compare", file)
    except AssertionError as error:
        return [f"The backup that was made while people worked: {error}"]
    finally:
        drop_database(settings)
    return []
