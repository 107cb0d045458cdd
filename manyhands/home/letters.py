"""What a coach's letter says before it is changed: a sentence to begin with, never sent by itself."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyhands.courses.models import Course, CourseState
from manyhands.courses.queries import waiting_links
from manyhands.people.models import Person


def first_words(course: Course, coach: Person) -> str:
    """Help for a draft that somebody waits for; another look for a course that readers doubt."""
    if course.state != CourseState.DRAFT:
        asked = _("Readers say that “%(title)s” is outdated. Can you look at it again?")
        return f"{asked % {'title': course.name}} {_('Tell me if I can help.')}"
    count = sum(link.need.waiting_count for link in waiting_links([course.pk], coach))
    waits = ngettext("%(n)d colleague waits for it.", "%(n)d colleagues wait for it.", count)
    offered = _("Can I help you with “%(title)s”?") % {"title": course.name}
    return f"{offered} {waits % {'n': count}}"
