"""The people of the demo organisation who have a name in tests: the same small cast everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPart:
    """One group of the tree; ``parent`` is the key of the one above."""

    key: str
    name: str
    kind: str
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPart:
    """One person; ``groups`` maps group keys to roles."""

    key: str
    name: str
    email: str
    groups: dict[str, str] = field(default_factory=dict)
    about: str = ""
    explains: tuple[str, ...] = ()
    learns: tuple[str, ...] = ()
    is_administrator: bool = False


ORGANISATION_NAME: Final = "Ferrow Freight"
PASSWORD: Final = "a lorry full of good words"

GROUPS: Final = (
    GroupPart(key="root", name="Ferrow Freight", kind="department"),
    GroupPart(key="operations", name="Operations", kind="department", parent="root"),
    GroupPart(key="north", name="Warehouse North", kind="site", parent="operations"),
    GroupPart(key="south", name="Warehouse South", kind="site", parent="operations"),
    GroupPart(key="drivers", name="Drivers", kind="position", parent="operations"),
    GroupPart(key="forwarding", name="Forwarding", kind="department", parent="root"),
    GroupPart(key="customs", name="Customs desk", kind="team", parent="forwarding"),
    GroupPart(key="care", name="Customer care", kind="department", parent="root"),
    GroupPart(key="office", name="Finance and people", kind="department", parent="root"),
)

CAST: Final = (
    PersonPart(
        key="amara",
        name="Amara Osei",
        email="amara@ferrow.example",
        groups={"care": "member"},
        about="Complaints and late deliveries",
        explains=("complaints", "shifts"),
    ),
    PersonPart(
        key="salma",
        name="Salma Diallo",
        email="salma@ferrow.example",
        groups={"north": "member"},
        about="Plans the night shift",
        explains=("gates",),
        learns=("shifts",),
    ),
    PersonPart(
        key="jonas",
        name="Jonas Thiel",
        email="jonas@ferrow.example",
        groups={"forwarding": "member"},
        about="Books what crosses a border",
        learns=("customs",),
    ),
    PersonPart(
        key="leo",
        name="Leo Brandt",
        email="leo@ferrow.example",
        groups={"south": "member"},
        about="Receives goods",
        explains=("damage",),
    ),
    PersonPart(
        key="nora",
        name="Nora Vik",
        email="nora@ferrow.example",
        groups={"north": "member"},
        about="New since Monday",
        learns=("shifts", "complaints"),
    ),
    PersonPart(
        key="tom",
        name="Tom Wilk",
        email="tom@ferrow.example",
        groups={"care": "member"},
        about="Answers the phone",
        explains=("complaints", "phone"),
    ),
    PersonPart(
        key="hana",
        name="Hana Bauer",
        email="hana@ferrow.example",
        groups={"root": "coach"},
        about="Helps people learn from each other",
        explains=("teaching",),
    ),
    PersonPart(
        key="pavel",
        name="Pavel Kral",
        email="pavel@ferrow.example",
        groups={"office": "member"},
        about="Invoices, and this platform",
        explains=("invoices",),
        is_administrator=True,
    ),
    PersonPart(
        key="mei",
        name="Mei Rossi",
        email="mei@ferrow.example",
        groups={"north": "manager"},
        about="Runs Warehouse North",
        explains=("bills of lading",),
    ),
    PersonPart(
        key="ines",
        name="Inês Costa",
        email="ines@ferrow.example",
        groups={"care": "member", "drivers": "member"},
        about="Speaks with drivers",
        learns=("complaints",),
    ),
)
