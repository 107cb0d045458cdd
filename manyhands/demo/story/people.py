"""The twenty who are not in the small cast."""

from __future__ import annotations

from typing import Final

from ..cast import PersonPart


def _one(
    key: str,
    name: str,
    group: str,
    about: str,
    explains: tuple[str, ...] = (),
    learns: tuple[str, ...] = (),
    role: str = "member",
) -> PersonPart:
    return PersonPart(
        key=key,
        name=name,
        email=f"{key}@ferrow.example",
        groups={group: role},
        about=about,
        explains=explains,
        learns=learns,
    )


OTHERS: Final = (
    _one("dina", "Dina Haddad", "north", "Day shift lead", ("shifts", "gates")),
    _one("olaf", "Olaf Berg", "north", "Fork-lifts and everything with wheels", ("fork-lift",)),
    _one("rosa", "Rosa Iglesias", "north", "Picks and packs", learns=("fork-lift",)),
    _one("emil", "Emil Novak", "north", "Nights, since eleven years", ("shifts",)),
    _one("yuki", "Yuki Tanaka", "south", "Stock that does not add up", ("stock",)),
    _one("bruno", "Bruno Lenz", "south", "Dock four", learns=("damage",)),
    _one("ada", "Adaeze Nwosu", "south", "Returns", ("returns",), ("damage",)),
    _one(
        "lena",
        "Lena Fischer",
        "south",
        "Team lead, late shift",
        ("stock", "returns"),
        role="manager",
    ),
    _one("karim", "Karim Aziz", "drivers", "Long distance, mostly east", ("tachograph",)),
    _one("pia", "Pia Lindqvist", "drivers", "City tours", learns=("tachograph",)),
    _one("mato", "Mato Horvat", "drivers", "Ferries and everything after", ("ferries",)),
    _one("sofia", "Sofia Almeida", "customs", "Declares what crosses a border", ("customs",)),
    _one("viktor", "Viktor Sandberg", "customs", "Tariff numbers by heart", ("customs", "tariffs")),
    _one("greta", "Greta Olsen", "forwarding", "Sea freight", ("bills of lading", "ferries")),
    _one(
        "idris",
        "Idris Bello",
        "forwarding",
        "New in forwarding",
        learns=("customs", "bills of lading"),
    ),
    _one("marta", "Marta Kowalska", "care", "The calm voice on Mondays", ("phone",)),
    _one("felix", "Felix Brandl", "care", "Mails in four languages", ("writing",), ("complaints",)),
    _one("noor", "Noor Jansen", "office", "Pays and gets paid", ("invoices",)),
    _one("david", "David Otieno", "office", "Hires people", ("hiring",), ("teaching",)),
    _one("clara", "Clara Weiss", "office", "Travel and expenses", ("expenses",)),
)
