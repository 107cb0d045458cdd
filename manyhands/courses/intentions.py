"""Where to begin: for each intention a page that asks the right questions, and five sentences of advice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .blocks import Node, build
from .blocks.node import descend, kind_name, plain
from .models import Intention

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


TO_STAY: Final = ("heading", "table", "reflection")
TO_REPLACE: Final = ("paragraph", "question", "answer", "because")


@dataclass(frozen=True, slots=True)
class IntentionGuide:
    """One intention: its name, what it is for, advice for a first-timer, and the blocks to begin with."""

    name: StrPromise
    purpose: StrPromise
    guide: tuple[StrPromise, ...]
    _blocks: Callable[[], list[Node]]

    def skeleton(self, title: str = "", for_whom: str = "") -> Node:
        """A new document, every block with an id of its own. Words in it are meant to be written over."""
        return build.document(title, for_whom=for_whom, blocks=self._blocks())

    def words_to_replace(self) -> frozenset[str]:
        """What the skeleton says in place of the author: its headings, and what it asks of learners, may stay."""
        blocks = [block for block in self._blocks() if kind_name(block) not in TO_STAY]
        parts = (
            part for block in blocks for part in descend(block) if kind_name(part) in TO_REPLACE
        )
        return frozenset(filter(None, map(plain, parts)))


def guide_for(intention: str) -> IntentionGuide:
    """The guide of an intention; the blank page for one that is unknown."""
    return INTENTIONS.get(intention, INTENTIONS[Intention.BLANK])


def _choice(question: str) -> Node:
    yes = (_("The right answer"), _("Say why it is right."), True)
    no = (_("What people often do instead"), _("Say kindly why it does not work."), False)
    return build.choice(question, [yes, no])


def _procedure() -> list[Node]:
    return [
        build.heading(_("Before you begin")),
        build.paragraph(_("What must be at hand, open or agreed? When is the right moment?")),
        build.heading(_("Step by step")),
        build.step(_("Start with a verb: open, press, write, call. One act per step.")),
        build.step(_("Add the screenshot that you wish you had had.")),
        build.step(_("End with what they see when it worked.")),
        build.callout(
            _("The one thing that goes wrong most often, and what to do then."), tone="warning"
        ),
        build.heading(_("Try it")),
        _choice(_("Describe a case from last week. What do you do first?")),
    ]


def _demonstration() -> list[Node]:
    return [
        build.heading(_("Watch how it is done")),
        build.paragraph(_("Say in two sentences what they are about to see, and what to look at.")),
        build.video(""),
        build.heading(_("What you have just seen")),
        build.bullets(
            _("The moment that matters"), _("Why it is done this way"), _("What you left out")
        ),
        build.heading(_("Your turn")),
        build.reflection(_("Where will you do this yourself for the first time?")),
    ]


def _new_tool() -> list[Node]:
    return [
        build.heading(_("What it is for")),
        build.paragraph(_("What becomes easier with it? What stays where it was?")),
        build.heading(_("Your first five minutes")),
        build.step(_("Where to find it and how to get in.")),
        build.step(_("The first useful thing to do with it.")),
        build.step(_("How to see that it worked.")),
        build.heading(_("What you did there, you do here now")),
        build.table([[_("Until now"), _("From now on")], ["", ""], ["", ""]]),
        build.callout(_("Who helps when it does not work, and how to reach them."), tone="note"),
        build.heading(_("Try it")),
        _choice(_("Name a task of every day. Where do you do it now?")),
    ]


def _recurring_issue() -> list[Node]:
    return [
        build.heading(_("How you notice it")),
        build.paragraph(_("The message, the complaint, the look of it: in the words people use.")),
        build.heading(_("What to do at once")),
        build.step(_("The first thing, so that it gets no worse.")),
        build.step(_("The thing that solves it.")),
        build.callout(_("When to stop and call somebody, and whom."), tone="warning"),
        build.heading(_("Why it happens")),
        build.paragraph(_("Two sentences are enough. Say it when you do not know.")),
        build.heading(_("How to keep it from coming back")),
        build.paragraph(_("What to check, how often, by whom.")),
        _choice(_("Describe the issue as it shows itself. What is it?")),
    ]


def _change_notice() -> list[Node]:
    return [
        build.callout(_("From which day what changes, in one sentence."), tone="note"),
        build.heading(_("What changes for you")),
        build.table([[_("Before"), _("From now on")], ["", ""]]),
        build.heading(_("Why")),
        build.paragraph(_("The reason, honestly. People accept what they understand.")),
        build.heading(_("What stays as it is")),
        build.paragraph(_("Name what people will worry about.")),
        _choice(_("It is the first day. A colleague still does it the old way. What do you say?")),
    ]


_GUIDE: Final = {
    "one": gettext_lazy("Think of one person who asked, and write to them."),
    "goal": gettext_lazy("Finish “After this you can…” first: what does not serve it can go."),
    "show": gettext_lazy("Paste a screenshot rather than describe a screen."),
    "short": gettext_lazy("Five minutes are enough; a second course is better than a long one."),
    "release": gettext_lazy(
        "Release it before it is perfect: those who read it tell you what is missing."
    ),
}

INTENTIONS: Final[Mapping[str, IntentionGuide]] = MappingProxyType(
    {
        Intention.PROCEDURE: IntentionGuide(
            gettext_lazy("Procedure"),
            gettext_lazy("How something is done, step by step, always in the same way."),
            (
                gettext_lazy(
                    "Do it once yourself while you write, and note each thing your hand does."
                ),
                gettext_lazy("One step is one act and begins with a verb."),
                _GUIDE["show"],
                gettext_lazy("Name the place where it usually goes wrong."),
                _GUIDE["release"],
            ),
            _procedure,
        ),
        Intention.DEMONSTRATION: IntentionGuide(
            gettext_lazy("Demonstration"),
            gettext_lazy("Something that is easier to show than to tell."),
            (
                gettext_lazy("Film it with a phone; a plain two minutes beat a polished ten."),
                gettext_lazy("Say beforehand what to look at."),
                gettext_lazy(
                    "Write down the three things that matter, for those who cannot listen."
                ),
                _GUIDE["one"],
                _GUIDE["release"],
            ),
            _demonstration,
        ),
        Intention.NEW_TOOL: IntentionGuide(
            gettext_lazy("New tool"),
            gettext_lazy("The first minutes with something new, from what people did until now."),
            (
                gettext_lazy("Begin with what becomes easier, not with what the tool can do."),
                gettext_lazy("Lead to one first success within five minutes."),
                _GUIDE["show"],
                gettext_lazy("Say where the old things are now."),
                _GUIDE["release"],
            ),
            _new_tool,
        ),
        Intention.RECURRING_ISSUE: IntentionGuide(
            gettext_lazy("Recurring issue"),
            gettext_lazy("Something that goes wrong again and again, and what helps."),
            (
                gettext_lazy("Put the words in the title that people use when they call for help."),
                gettext_lazy("Say first what to do, then why."),
                gettext_lazy("Say when to stop trying and whom to call."),
                _GUIDE["short"],
                _GUIDE["release"],
            ),
            _recurring_issue,
        ),
        Intention.CHANGE_NOTICE: IntentionGuide(
            gettext_lazy("Change notice"),
            gettext_lazy("What is different from a certain day on, and for whom."),
            (
                gettext_lazy("Put the date and the change into the first sentence."),
                gettext_lazy("Show before and after side by side."),
                gettext_lazy("Give the reason, even when nobody will like it."),
                gettext_lazy("Say what stays as it is."),
                gettext_lazy("Give it an end date: a change is news for some weeks only."),
            ),
            _change_notice,
        ),
        Intention.BLANK: IntentionGuide(
            gettext_lazy("Blank page"),
            gettext_lazy("You know already what you want to write."),
            (_GUIDE["one"], _GUIDE["goal"], _GUIDE["show"], _GUIDE["short"], _GUIDE["release"]),
            lambda: [build.paragraph()],
        ),
    }
)
