"""The twenty who are not in the small cast."""

from __future__ import annotations

from typing import Final

from manyhands.demo.cast import PersonPart


def _one(key: str, name: str, group: str, about: str, **topics: tuple[str, ...]) -> PersonPart:
    """A member of one group; ``topics`` are ``explains`` and ``learns``."""
    return PersonPart(
        key=key,
        name=name,
        email=f"{key}@ferrow.example",
        groups={group: "member"},
        about=about,
        explains=topics.get("explains", ()),
        learns=topics.get("learns", ()),
    )


OTHERS: Final = (
    _one("dina", "Dina Haddad", "north", "Day shift lead", explains=("shifts", "gates")),
    _one(
        "olaf",
        "Olaf Berg",
        "north",
        "Fork-lifts and everything with wheels",
        explains=("fork-lift",),
    ),
    _one("rosa", "Rosa Iglesias", "north", "Picks and packs", learns=("fork-lift",)),
    _one("emil", "Emil Novak", "north", "Nights, since eleven years", explains=("shifts",)),
    _one("yuki", "Yuki Tanaka", "south", "Stock that does not add up", explains=("stock",)),
    _one("bruno", "Bruno Lenz", "south", "Dock four", learns=("damage",)),
    _one("ada", "Adaeze Nwosu", "south", "Returns", explains=("returns",), learns=("damage",)),
    PersonPart(
        key="lena",
        name="Lena Fischer",
        email="lena@ferrow.example",
        groups={"south": "manager"},
        about="Team lead, late shift",
        explains=("stock", "returns"),
    ),
    _one("karim", "Karim Aziz", "drivers", "Long distance, mostly east", explains=("tachograph",)),
    _one("pia", "Pia Lindqvist", "drivers", "City tours", learns=("tachograph",)),
    _one("mato", "Mato Horvat", "drivers", "Ferries and everything after", explains=("ferries",)),
    _one(
        "sofia", "Sofia Almeida", "customs", "Declares what crosses a border", explains=("customs",)
    ),
    _one(
        "viktor",
        "Viktor Sandberg",
        "customs",
        "Tariff numbers by heart",
        explains=("customs", "tariffs"),
    ),
    _one(
        "greta", "Greta Olsen", "forwarding", "Sea freight", explains=("bills of lading", "ferries")
    ),
    _one(
        "idris",
        "Idris Bello",
        "forwarding",
        "New in forwarding",
        learns=("customs", "bills of lading"),
    ),
    _one("marta", "Marta Kowalska", "care", "The calm voice on Mondays", explains=("phone",)),
    _one(
        "felix",
        "Felix Brandl",
        "care",
        "Mails in four languages",
        explains=("writing",),
        learns=("complaints",),
    ),
    _one("noor", "Noor Jansen", "office", "Pays and gets paid", explains=("invoices",)),
    _one(
        "david",
        "David Otieno",
        "office",
        "Hires people",
        explains=("hiring",),
        learns=("teaching",),
    ),
    _one("clara", "Clara Weiss", "office", "Travel and expenses", explains=("expenses",)),
)
