"""The list of what a backup holds, written into it last."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Final, Self

# Counted up when an older Manyhands could no longer read what a newer one writes.
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside the backup: its length in bytes and the SHA-256 of its content."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in the order of each row, how many rows, and the highest number given out so far."""

    name: str
    columns: list[str]
    rows: int
    last_id: int = 0


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What was kept, of which moment, by which version.

    ``migrations`` are the names applied, by app. ``missing`` are files that rows name and that were not there;
    ``damaged`` those whose content is not what their name says.
    """

    version: str
    made_at: str
    database: str
    migrations: dict[str, list[str]]
    tables: list[Table] = field(default_factory=list)
    members: dict[str, Member] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def row_count(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def files(self) -> list[str]:
        """The digests of the files people sent."""
        return [name.rpartition("/")[2] for name in self.members if name.startswith("media/")]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        """Raises KeyError, TypeError where it is none."""
        manifest = cls(**told)
        manifest.tables = [Table(**table) for table in told["tables"]]
        manifest.members = {name: Member(**member) for name, member in told["members"].items()}
        return manifest
