"""Courses of customer care and the office."""

from __future__ import annotations

from typing import Final

from manyhands.courses.blocks import build as b

from .parts import CoursePart, ReleasePart

COMPLAINT: Final = CoursePart(
    key="complaint",
    title="Answer a complaint about a late delivery",
    goal="send an answer that ends the matter, in one mail",
    for_whom="customer care, and whoever sits in for us",
    keeper="amara",
    topics=("complaints", "writing"),
    started=150,
    blocks=(
        b.heading("What people want to read"),
        b.paragraph(
            "Three things, in this order: that you know what happened, when it comes, what you do about it. An apology helps only after these."
        ),
        b.step("Look up the last scan. Say the place and the hour, not “in transit”."),
        b.step("Give a time that you can keep. If you have none, say when you will know."),
        b.step("Say what you do now: who was called, what was rebooked."),
        b.callout("Never write “unfortunately” twice. The second one is an excuse.", tone="tip"),
        b.heading("A mail that worked"),
        b.paragraph(
            "“Your two pallets stood in Linz since Tuesday because a paper was missing. It is here now. The truck leaves tonight and is with you on Thursday before noon. I look at it again at ten tomorrow and call you if anything changes.”"
        ),
        b.choice(
            "You do not know when it comes. What do you write?",
            [
                (
                    "When I will know, and that I will say it then",
                    "A promise you can keep is worth more than a date you cannot.",
                    True,
                ),
                ("The most probable date", "It becomes a promise the moment they read it.", False),
                ("That I am sorry", "They know. They want to know what happens.", False),
            ],
        ),
    ),
    releases=(
        ReleasePart(days_ago=147),
        ReleasePart(days_ago=90, note="The partial delivery, from three questions."),
        ReleasePart(
            days_ago=4,
            note="A shorter example.",
            is_major=True,
            reworded={
                7: b.paragraph(
                    "“Your two pallets stood in Linz since Tuesday because a paper was missing. It is here now. The truck leaves tonight and is with you on Thursday before noon. I call you if anything changes.”"
                )
            },
        ),
    ),
    check_in=5,
    readers=("tom", "felix", "marta", "ines", "noor", "jonas"),
)

PHONE: Final = CoursePart(
    key="phone",
    title="The phone in the first week",
    goal="pick up without fear, and pass on without losing anybody",
    for_whom="new colleagues in customer care",
    keeper="marta",
    topics=("phone",),
    groups=("care",),
    intention="new_tool",
    started=110,
    blocks=(
        b.heading("Picking up"),
        b.paragraph(
            "Say your first name and what you can do: “Ferrow Freight, Marta, I can look up where it is.” People calm down when they hear a verb."
        ),
        b.heading("Passing on"),
        b.step("Say to whom and why, before you press anything."),
        b.step(
            "Press 2, then the name on the screen. Stay on the line until the other one speaks."
        ),
        b.step("Say in one sentence what the caller wants, so that they need not say it twice."),
        b.callout(
            "If nobody picks up after four rings, take the caller back. Nobody was ever thanked by music.",
            tone="tip",
        ),
    ),
    releases=(ReleasePart(days_ago=104), ReleasePart(days_ago=44, note="The new screen.")),
    readers=("felix", "ines", "nora", "tom"),
)

INVOICE: Final = CoursePart(
    key="invoice",
    title="Invoice a customer outside the EU",
    goal="send an invoice that is not sent back",
    for_whom="whoever writes invoices, and forwarding",
    keeper="pavel",
    coauthors=("noor",),
    topics=("invoices", "customs"),
    groups=("office", "forwarding", "care"),
    started=8,
    blocks=(
        b.heading("What must be on it"),
        b.bullets(
            "Their tax number, as they write it.",
            "No VAT, and the sentence that says why.",
            "The same goods as on the export paper, in the same order.",
            "Who pays the border: the three letters, and the place behind them.",
        ),
        b.step("Copy the goods from the export paper. Do not type them again."),
        b.step("Choose the sentence for “outside the EU” from the list of sentences."),
        b.step("Let somebody from customs look at the first one for each country."),
        b.callout(
            "Nine of ten that came back last year had a different number of cartons than the export paper.",
            tone="note",
        ),
        b.choice(
            "The customer asks you to leave out the freight. May you?",
            [
                (
                    "No: the value at the border includes it",
                    "Customs adds it anyway, and then asks why it was missing.",
                    True,
                ),
                (
                    "Yes, if they pay it apart",
                    "They may pay it apart. It is still part of the value.",
                    False,
                ),
            ],
        ),
    ),
    releases=(ReleasePart(days_ago=1.2, note="For Jonas and the four who waited."),),
    readers=("noor", "clara"),
)

EXPENSES: Final = CoursePart(
    key="expenses",
    title="Get your money back within a week",
    goal="hand in a trip so that nobody has to ask you anything",
    for_whom="everybody who travels",
    keeper="clara",
    topics=("expenses",),
    started=132,
    blocks=(
        b.heading("While you travel"),
        b.paragraph(
            "Photograph each receipt when you get it. A receipt in a pocket is a receipt in the wash."
        ),
        b.heading("When you are back"),
        b.step("One trip, one form. Say why you went in one sentence."),
        b.step("Attach the pictures in the order of the days."),
        b.step("Send it before Thursday noon; it is paid the Thursday after."),
        b.table(
            [
                ["Without a receipt", "You get"],
                ["Breakfast", "6 a day"],
                ["Own car", "0.30 a kilometre"],
                ["A lost receipt", "your word, once a year"],
            ]
        ),
    ),
    releases=(
        ReleasePart(days_ago=130),
        ReleasePart(days_ago=52, note="The rate for own cars.", is_major=False),
    ),
    readers=("david", "karim", "mato", "greta", "sofia", "hana"),
)

HIRING: Final = CoursePart(
    key="hiring",
    title="Sit in on a job interview",
    goal="ask questions that show what somebody can do",
    for_whom="team leads and who stands in for them",
    keeper="david",
    topics=("hiring",),
    groups=("root",),
    intention="demonstration",
    started=88,
    blocks=(
        b.heading("Three questions that work"),
        b.bullets(
            "“Tell me about the last time something went wrong at work. What did you do first?”",
            "“Teach me something in two minutes.”",
            "“What would your colleagues ask you for?”",
        ),
        b.heading("Two that do not"),
        b.paragraph(
            "“What are your weaknesses?” and “Where do you see yourself in five years?” Everybody has read the answers."
        ),
        b.callout(
            "Write down what was said, not what you felt. You decide tomorrow; the feeling is gone by then.",
            tone="tip",
        ),
        b.reflection("Which of your own questions has never told you anything?"),
    ),
    releases=(ReleasePart(days_ago=85),),
    readers=("lena", "mei", "hana"),
)

EXPORT: Final = CoursePart(
    key="export",
    title="My open cases in a spreadsheet",
    goal="get all your open cases into a spreadsheet, in three clicks",
    for_whom="customer care",
    keeper="tom",
    topics=("open cases",),
    groups=("care",),
    intention="new_tool",
    started=17,
    blocks=(
        b.heading("Three clicks"),
        b.step("Open My cases and choose the filter “open”."),
        b.step("The three dots, top right, then “Save as table”."),
        b.step("Choose “semicolon”. With a comma the addresses fall apart."),
        b.code("case;customer;since;promised\n40122;Lumen;2 Nov;call back", language="text"),
        b.callout("It is a copy. What you change in it changes nothing in the tool.", tone="note"),
    ),
    releases=(
        ReleasePart(days_ago=15),
        ReleasePart(days_ago=13, note="Semicolon, not comma: thank you, Felix.", is_major=False),
    ),
    readers=("felix", "marta", "amara"),
)

CALM: Final = CoursePart(
    key="calm",
    title="Calm an angry driver on the phone",
    goal="end a loud call with a time and a name",
    for_whom="customer care",
    keeper="tom",
    topics=("complaints", "phone"),
    groups=("care",),
    started=3,
    blocks=(
        b.heading("First minute: say nothing useful"),
        b.paragraph("Let them finish. Write down the three facts. Then read them back."),
        b.heading("Second minute: one thing"),
    ),
    releases=(),
)

CARE_COURSES: Final = (COMPLAINT, PHONE, INVOICE, EXPENSES, HIRING, EXPORT, CALM)
