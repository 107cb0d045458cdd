"""Courses of forwarding, customs and the drivers."""

from __future__ import annotations

from typing import Final

from manyhands.courses.blocks import build as b

from .parts import CoursePart, ReleasePart

TACHO: Final = CoursePart(
    key="tacho",
    title="Read a tachograph print-out",
    goal="see in a minute whether somebody may still drive today",
    for_whom="drivers and who plans them",
    keeper="karim",
    topics=("tachograph",),
    groups=("drivers", "forwarding"),
    intention="demonstration",
    started=160,
    blocks=(
        b.heading("Four signs"),
        b.bullets(
            "A wheel: driving.",
            "Crossed hammers: other work.",
            "A square with a stroke: waiting.",
            "A bed: rest.",
        ),
        b.paragraph(
            "Add up the wheels since the last bed of at least nine hours. Nine is the limit, ten twice a week."
        ),
        b.step("Find the last bed. Put your thumb on it."),
        b.step("Add the wheels after it. Quarter hours are enough."),
        b.step("Look for a break of 45 minutes in them, or 15 and then 30."),
        b.choice(
            "Eight and a half hours driven, one break of 30 minutes, then one of 15. May she go on for half an hour?",
            [
                (
                    "No: the parts are in the wrong order",
                    "15 first, then at least 30. The other way round does not count.",
                    True,
                ),
                ("Yes: together they are 45", "They are, but the order counts.", False),
            ],
        ),
    ),
    releases=(
        ReleasePart(days_ago=155),
        ReleasePart(days_ago=101, note="Ten hours twice a week, not three times."),
        ReleasePart(days_ago=35, note="A clearer question.", is_major=False),
    ),
    readers=("pia", "mato", "idris", "greta", "jonas", "ines"),
)

FERRY: Final = CoursePart(
    key="ferry",
    title="Winter timetable of the ferries",
    goal="book the right boat until the timetable changes again",
    for_whom="forwarding and long-distance drivers",
    keeper="greta",
    coauthors=("mato",),
    topics=("ferries",),
    groups=("drivers", "forwarding"),
    intention="change_notice",
    started=24,
    blocks=(
        b.heading("What is different"),
        b.table(
            [
                ["Line", "Until now", "From 1 November"],
                ["North", "06:00, 14:00", "07:30"],
                ["Middle", "every four hours", "every six hours"],
                ["South", "22:00", "does not sail on Sundays"],
            ]
        ),
        b.paragraph(
            "The last truck is loaded forty minutes before. With dangerous goods: two hours."
        ),
        b.callout(
            "Wind above eight: the middle line turns into the north line. Nobody tells you; look at the board.",
            tone="warning",
        ),
    ),
    releases=(
        ReleasePart(days_ago=22, note="Valid as long as the timetable."),
        ReleasePart(days_ago=16, note="South does not sail on Sundays."),
    ),
    valid_for=6,
    readers=("karim", "pia", "jonas", "idris", "sofia"),
)

CUSTOMS: Final = CoursePart(
    key="customs",
    title="Book a customs slot after five",
    goal="get a truck cleared in the evening without waking anybody",
    for_whom="forwarding",
    keeper="sofia",
    topics=("customs",),
    groups=("forwarding",),
    started=58,
    blocks=(
        b.heading("Until five it is a form. After five it is a phone call."),
        b.step("Have three numbers ready: the declaration, the plate, the seal."),
        b.step(
            "Call the evening desk. Ask for “late clearance, papers complete”. These words matter."
        ),
        b.step("Write down the name and the number you are given. The truck needs both."),
        b.callout(
            "Papers not complete? Then do not call. They will find out, and next time they remember you.",
            tone="tip",
        ),
        b.open_question("Which paper is missing most often at your desk?"),
    ),
    releases=(
        ReleasePart(days_ago=51),
        ReleasePart(days_ago=30, note="The words to say, from Idris’s question."),
    ),
    readers=("viktor", "jonas", "idris", "greta"),
)

TARIFF: Final = CoursePart(
    key="tariff",
    title="Find a tariff number without guessing",
    goal="find the eleven digits for something you have never seen",
    for_whom="whoever declares goods",
    keeper="viktor",
    topics=("tariffs", "customs"),
    groups=("forwarding",),
    started=128,
    blocks=(
        b.heading("What is it, before what is it for"),
        b.paragraph(
            "The tree asks first what a thing is made of and only then what it does. A plastic chair for dentists is plastic furniture."
        ),
        b.step("Say in one noun what it is."),
        b.step(
            "Walk the tree from the left. Read the notes of each chapter: they say what is not in it."
        ),
        b.step("Two numbers left? Take the one that names it more exactly."),
        b.step("Keep the print-out of the page. In three years somebody asks."),
        b.choice(
            "A set: a torch, a knife and a tin, in one box. Which number?",
            [
                (
                    "That of the part which gives the set its character",
                    "That is the rule for sets, and one has to argue it.",
                    True,
                ),
                ("Three numbers", "Only if they are not put up as a set.", False),
                (
                    "That of the dearest part",
                    "It often is the same part, but that is not the reason.",
                    False,
                ),
            ],
        ),
    ),
    releases=(ReleasePart(days_ago=121), ReleasePart(days_ago=70, note="Sets.")),
    readers=("sofia", "idris", "jonas", "noor"),
)

LADING: Final = CoursePart(
    key="lading",
    title="Read a bill of lading",
    goal="see who owns the goods and who may fetch them",
    for_whom="everybody who touches sea freight",
    keeper="mei",
    topics=("bills of lading",),
    started=6,
    blocks=(
        b.heading("Three boxes that matter"),
        b.paragraph(
            "Shipper, consignee, notify. The one in the middle may fetch it, and only with the paper in hand."
        ),
        b.step("Look for “to order”. If it is there, the paper is worth as much as the goods."),
        b.paragraph("Then look at the back."),
    ),
    releases=(),
    coauthors=("greta",),
)

TRUCKS: Final = CoursePart(
    key="trucks",
    title="Split one shipment over two trucks",
    goal="split a shipment so that both halves arrive at the right invoice",
    for_whom="forwarding and both warehouses",
    keeper="jonas",
    topics=("open cases",),
    groups=("forwarding", "operations"),
    intention="new_tool",
    started=80,
    blocks=(
        b.heading("In the new tool"),
        b.step("Open the shipment and choose “Divide”. Not “Copy”: a copy is invoiced twice."),
        b.step("Move pallets to the second half until the weights fit."),
        b.step("Give each half its plate. The first keeps the number, the second gets a letter."),
        b.callout("Divide before loading. Afterwards only the desk can do it.", tone="warning"),
        b.choice(
            "You used “Copy” by mistake. What now?",
            [
                (
                    "Delete the copy before tonight’s run",
                    "At ten in the evening both become invoices.",
                    True,
                ),
                ("Rename it", "The name changes nothing about the invoice.", False),
            ],
        ),
    ),
    releases=(
        ReleasePart(days_ago=74),
        ReleasePart(days_ago=71, note="Divide, not Copy."),
        ReleasePart(days_ago=48, note="What the desk can still do.", is_major=False),
    ),
    readers=("greta", "idris", "yuki", "leo", "salma"),
)

DANGER: Final = CoursePart(
    key="danger",
    title="Dangerous goods: what the orange plate says",
    goal="know from the plate whether you may load it beside food",
    for_whom="drivers, warehouses, forwarding",
    keeper="karim",
    topics=("safety", "dangerous goods"),
    started=118,
    blocks=(
        b.heading("Two numbers"),
        b.paragraph(
            "Above: the danger. Below: the stuff. A doubled figure above means more of it: 33 burns more easily than 3."
        ),
        b.bullets(
            "2 gas",
            "3 liquid that burns",
            "6 poison",
            "8 eats through things",
            "X above: no water, ever",
        ),
        b.callout(
            "Beside food: never 6. Everything else: ask the sheet, not a colleague.", tone="warning"
        ),
        b.choice(
            "The plate says 30 over 1202. Beside a pallet of apples?",
            [
                (
                    "Yes, apart and upright: it is diesel",
                    "30 burns, but is no poison. Apart all the same.",
                    True,
                ),
                ("Never", "Never is for 6.", False),
            ],
        ),
    ),
    releases=(
        ReleasePart(days_ago=112),
        ReleasePart(days_ago=95, note="An example.", is_major=False),
        ReleasePart(days_ago=27, note="X, from a question by Pia."),
    ),
    readers=("pia", "mato", "rosa", "olaf", "bruno", "leo", "greta"),
)

RETURNS: Final = CoursePart(
    key="returns",
    title="A return without a number",
    goal="book a return whose number is missing, in five minutes",
    for_whom="both warehouses",
    keeper="ada",
    topics=("returns", "stock"),
    groups=("north", "south"),
    intention="recurring_issue",
    started=44,
    blocks=(
        b.heading("Somebody knows this carton"),
        b.step("Look at the label’s last four figures: they are the week and the dock."),
        b.step(
            "Search shipments of that week with the same weight, plus or minus a hundred grams."
        ),
        b.step("Nothing? Book it as “found”, with a picture. Whoever misses it will look there."),
        b.callout("Never open it to find out. Then it is yours.", tone="note"),
    ),
    releases=(
        ReleasePart(days_ago=39),
        ReleasePart(days_ago=11, note="Plus or minus a hundred grams, not fifty.", is_major=False),
    ),
    readers=("yuki", "bruno", "lena"),
)

ROAD_COURSES: Final = (TACHO, FERRY, CUSTOMS, TARIFF, LADING, TRUCKS, DANGER, RETURNS)
