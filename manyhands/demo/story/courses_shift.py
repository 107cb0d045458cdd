"""Courses of the warehouses: shifts, gates, damage, stock."""

from __future__ import annotations

from typing import Final

from manyhands.courses.blocks import build as b

from .parts import CoursePart, ReleasePart

NIGHT: Final = CoursePart(
    key="night",
    title="Hand over a night shift in ten minutes",
    goal="leave at six without a case in your head",
    for_whom="whoever ends a night shift, in the warehouse or on the phone",
    keeper="amara",
    coauthors=("tom",),
    topics=("shifts", "open cases"),
    groups=("north", "south", "care"),
    started=29.9,
    blocks=(
        b.heading("Before you leave"),
        b.paragraph(
            "Do it at a quarter to six, not at six. The person who comes is still awake and you are not yet gone: "
            "that is the only quarter of an hour in which both of you know everything."
        ),
        b.step(
            "Open My cases and sort by “last word from the customer”. Whatever is above the line came in tonight."
        ),
        b.step(
            "For each, write one line: who, what they want, what you promised. Use the yellow form at the gate."
        ),
        b.step("Say the name of the person who takes it over, aloud, and let them say it back."),
        b.callout(
            "If you promised a time, say it first. A promise that nobody hears of is the case that gets lost.",
            tone="warning",
        ),
        b.heading("Try it"),
        b.choice(
            "A driver called at 05:40 and wants a new slot. You wrote it down. What else?",
            [
                (
                    "I say the name of the person who calls him back",
                    "Yes. A case without a name is nobody’s case.",
                    True,
                ),
                ("I mark it urgent", "Urgent for whom? Nobody calls a colour back.", False),
                (
                    "I mail the whole team",
                    "Then everybody thinks that somebody else does it.",
                    False,
                ),
            ],
        ),
        b.open_question("Which of your cases from last week would have been lost without this?"),
    ),
    releases=(
        ReleasePart(days_ago=28, note="First version, after Salma’s need."),
        ReleasePart(
            days_ago=26.5,
            note="Calls that are still ringing, and the blue form.",
            reworded={
                3: b.step(
                    "For each, write one line: who, what they want, what you promised. Use the blue form at the gate."
                ),
            },
            added=(
                b.heading("Calls that are still ringing"),
                b.paragraph(
                    "Pick up until six sharp. After that, press 4: the next call goes to the day desk, with your note attached."
                ),
            ),
        ),
        ReleasePart(days_ago=9, note="One word that read like an order.", is_major=False),
    ),
    readers=("emil", "dina", "rosa", "olaf", "marta", "felix"),
)

GATES: Final = CoursePart(
    key="gates",
    title="The gate, Sundays and holidays",
    goal="get a truck in or out when nobody sits in the gate house",
    for_whom="everybody who may open a gate",
    keeper="salma",
    topics=("gates",),
    groups=("operations",),
    started=141,
    blocks=(
        b.heading("Who opens"),
        b.paragraph(
            "On Sundays the gate house is empty from two in the afternoon. The shift lead on duty carries the phone that opens gate two."
        ),
        b.step(
            "Call the number on the plate. Say your company, your plate, and which dock you were given."
        ),
        b.step("Wait until the lamp is green. It takes eleven seconds, which feels like a minute."),
        b.callout("Gate one stays shut on Sundays. There is no trick.", tone="note"),
        b.heading("When the lamp stays red"),
        b.bullets(
            "The dock is not free: the screen says when.",
            "The plate is not on the list: the desk adds it by phone.",
            "The loop did not see you: one metre back, two forward.",
        ),
        b.paragraph(
            "If a driver has waited twenty minutes, fax the terminal so that the next slot is kept."
        ),
    ),
    releases=(
        ReleasePart(days_ago=138, note=""),
        ReleasePart(days_ago=75, note="The new lamp.", is_major=False),
    ),
    check_in=-12,
    readers=("karim", "pia", "mato", "olaf", "emil", "leo", "bruno"),
)

DAMAGE: Final = CoursePart(
    key="damage",
    title="A pallet arrives damaged: who signs what",
    goal="take in a damaged pallet without paying for it",
    for_whom="goods-in, both warehouses",
    keeper="leo",
    topics=("damage",),
    groups=("north", "south"),
    intention="recurring_issue",
    started=66,
    blocks=(
        b.heading("Before anybody signs"),
        b.step("Look at it with the driver. Not after the driver has gone."),
        b.step(
            "Take three pictures: the whole pallet, the label, the damage with a hand beside it."
        ),
        b.step("Write what you see, not what you think happened: “two cartons wet, left below”."),
        b.paragraph(
            "The driver signs your words. You sign the driver’s paper with “under reserve” and the same words."
        ),
        b.callout(
            "“Received in good order” ends every claim. Cross it out before you sign.",
            tone="warning",
        ),
        b.choice(
            "The driver is in a hurry and says “I know about it, just sign”. What do you do?",
            [
                (
                    "I write two lines and let them sign those",
                    "Two lines take less time than a claim.",
                    True,
                ),
                (
                    "I sign and call the office",
                    "The office was not there. Your paper is all they have.",
                    False,
                ),
                (
                    "I send the truck away",
                    "You may, but then the customer waits, and it is still damaged.",
                    False,
                ),
            ],
        ),
        b.reflection("Think of the last damaged pallet. Which of the three pictures was missing?"),
    ),
    releases=(
        ReleasePart(days_ago=58, note="For Bruno and everybody on dock four."),
        ReleasePart(
            days_ago=40,
            note="Where the signature goes.",
            reworded={
                4: b.paragraph(
                    "The driver signs your words, on your paper, below the last line. You sign the driver’s paper in field 24 with “under reserve” and the same words."
                )
            },
        ),
    ),
    readers=("yuki", "lena", "dina", "rosa", "salma"),
)

STOCK: Final = CoursePart(
    key="stock",
    title="The count is off by one: where to look first",
    goal="find a missing carton in a quarter of an hour, or stop looking",
    for_whom="whoever counts",
    keeper="yuki",
    coauthors=("lena",),
    topics=("stock",),
    groups=("north", "south"),
    intention="recurring_issue",
    started=96,
    blocks=(
        b.heading("Three places, in this order"),
        b.numbered(
            "The bay beside it: two thirds of all missing cartons are one metre away.",
            "The last pick: was it booked before or after your count?",
            "The returns shelf: a carton that came back keeps its old number until the evening.",
        ),
        b.callout(
            "Stop after fifteen minutes and book the difference. A second counter finds more than a second hour.",
            tone="tip",
        ),
        b.table(
            [
                ["What you see", "What it usually is"],
                ["One too few", "The neighbour has one too many"],
                ["One too many", "A pick that was booked but not taken"],
                ["Ten off", "A unit was read as a carton"],
            ]
        ),
        b.choice(
            "You are ten off, exactly. First thought?",
            [
                ("Somebody counted units, not cartons", "Exactly ten is nearly always this.", True),
                ("Ten were stolen", "Thieves do not take round numbers.", False),
            ],
        ),
    ),
    releases=(
        ReleasePart(days_ago=92),
        ReleasePart(days_ago=61, note="The returns shelf, from Adaeze’s remark."),
        ReleasePart(days_ago=20, note="A table instead of a paragraph.", is_major=False),
    ),
    readers=("ada", "bruno", "leo", "rosa", "dina"),
)

FORKLIFT: Final = CoursePart(
    key="forklift",
    title="Your fork-lift in the morning: ninety seconds",
    goal="know whether you may drive it today",
    for_whom="everybody with a fork-lift licence",
    keeper="olaf",
    topics=("fork-lift", "safety"),
    groups=("north", "south"),
    started=120,
    blocks=(
        b.heading("Walk round it once"),
        b.bullets(
            "Tyres: no cut deeper than a coin.",
            "Chains: both the same length, both greased.",
            "Forks: no crack where they bend.",
            "Below: a dry floor.",
        ),
        b.heading("Sit down"),
        b.step("Belt, lights, horn."),
        b.step("Brake at walking speed. It stops in its own length."),
        b.step("Mast up, tilt, down. Listen."),
        b.callout(
            "If one of these is not right, take the key with you and write it on the board. A machine with a note but with its key is driven by somebody who cannot read.",
            tone="warning",
        ),
    ),
    releases=(
        ReleasePart(days_ago=117),
        ReleasePart(days_ago=33, note="The new machines have no chain on the left.", is_major=True),
    ),
    readers=("rosa", "emil", "bruno", "leo", "yuki", "dina"),
)

SHIFT_COURSES: Final = (NIGHT, GATES, DAMAGE, STOCK, FORKLIFT)
