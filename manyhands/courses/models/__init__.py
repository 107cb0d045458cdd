from .answer import NeedLink
from .author import CoAuthor
from .course import Course, CourseQuerySet, CourseState, Freshness, Intention
from .imported import ImportedPage
from .release import Release, ReleaseBlock, ReleaseSize

__all__ = [
    "CoAuthor",
    "Course",
    "CourseQuerySet",
    "CourseState",
    "Freshness",
    "ImportedPage",
    "Intention",
    "NeedLink",
    "Release",
    "ReleaseBlock",
    "ReleaseSize",
]
