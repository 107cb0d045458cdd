"""What readers said at the exact place, and what the authors did with it."""

from __future__ import annotations

from typing import Final

from .parts import RemarkPart as Say

REMARKS: Final = (
    Say("night", "jonas", 27.8, "question", "And if the next person is late?", block=1, quote="only quarter of an hour in which both of you know everything", answer=("amara", "Then you say it to whoever opens the door, and write the name down. It is in step three now.", 0.7), settled_in=2),
    Say("night", "leo", 27.5, "question", "What about calls that are still ringing at six?", block=4, answer=("amara", "Pick up until six sharp, then press 4. I write it in.", 5), settled_in=2),
    Say("night", "nora", 27, "outdated", "The form is blue since October.", block=3, quote="Use the yellow form at the gate.", settled_in=2),
    Say("night", "rosa", 6, "lost_me", "Which line is “the line”?", block=2, quote="Whatever is above the line came in tonight"),
    Say("night", "emil", 1.5, "question", "Who says it back when I am alone on the floor?", block=4, quote="let them say it back"),
    Say("gates", "karim", 40, "outdated", "The number on the plate is an old one.", block=2, quote="Call the number on the plate"),
    Say("gates", "pia", 19, "outdated", "Eleven seconds is over. The new lamp takes thirty.", block=3, quote="It takes eleven seconds"),
    Say("gates", "mato", 14, "outdated", "We do not fax any more, do we?", block=7, quote="fax the terminal"),
    Say("gates", "olaf", 11, "outdated", "Gate one is open on Sundays since the summer.", block=4, quote="Gate one stays shut on Sundays"),
    Say("gates", "emil", 3, "question", "Do we still fax the terminal on Sundays?", block=7, quote="fax the terminal"),
    Say("complaint", "jonas", 100, "question", "Which box do I tick for a partial delivery?", block=4, answer=("amara", "The second. I add an example.", 20), settled_in=2),
    Say("complaint", "felix", 98, "suggestion", "“the place and the hour” could say: of the last scan.", block=2, quote="the place and the hour", answer=("amara", "Yes, clearer.", 3), settled_in=2),
    Say("complaint", "ines", 0.03, "question", "Which box do I tick when the customer says half of it?", block=3, quote="If you have none, say when you will know"),
    Say("damage", "ada", 55, "question", "Where exactly does the driver sign?", block=4, quote="The driver signs your words", answer=("leo", "Below your last line, and you in field 24. Next release.", 30), settled_in=2),
    Say("damage", "rosa", 10, "suggestion", "Say that the hand in the picture shows the size.", block=2, quote="the damage with a hand beside it", planned=True),
    Say("stock", "ada", 85, "outdated", "A carton that came back gets its new number at noon now.", block=1, quote="keeps its old number until the evening", settled_in=2),
    Say("danger", "pia", 60, "question", "What does an X in front mean?", block=2, answer=("karim", "No water, ever. I put it in.", 9), settled_in=3),
    Say("danger", "greta", 8, "suggestion", "A picture of a plate would help.", block=1, planned=True),
    Say("customs", "idris", 45, "question", "What do I say when they ask what it is about?", block=2, quote="Call the evening desk", answer=("sofia", "Exactly: “late clearance, papers complete”. I put the words in.", 4), settled_in=2),
    Say("tacho", "pia", 120, "outdated", "Ten hours are allowed twice a week.", block=2, quote="ten twice a week", settled_in=2),
    Say("tacho", "idris", 13, "lost_me", "What is a quarter hour of wheels?", block=4, quote="Quarter hours are enough"),
    Say("ferry", "karim", 18, "outdated", "South does not sail on Sundays.", block=1, settled_in=2),
    Say("export", "felix", 14, "suggestion", "With a comma my addresses fall apart.", block=3, settled_in=2),
    Say("phone", "nora", 4, "question", "Which button takes the caller back?", block=6, quote="take the caller back", answer=("tom", "The red one, once. Twice hangs up.", 2)),
    Say("forklift", "rosa", 36, "outdated", "The new ones have no chain on the left.", block=1, quote="Chains: both the same length", settled_in=2),
    Say("expenses", "david", 57, "outdated", "It is 0.30 since January.", block=5, settled_in=2),
    Say("tariff", "noor", 77, "question", "And a set in one box?", block=1, answer=("viktor", "A question of its own. Next release.", 26), settled_in=2),
    Say("trucks", "yuki", 52, "question", "Can the desk still divide it when it is loaded?", block=4, answer=("jonas", "Yes, until it leaves the yard.", 6), settled_in=3),
    Say("invoice", "clara", 0.8, "question", "Which three letters do we use most?", block=1, quote="the three letters, and the place behind them"),
    Say("expenses", "karim", 31, "suggestion", "Why not pay on Mondays?", block=4, declined="The bank runs on Thursdays; Monday would make it four days slower."),
)
