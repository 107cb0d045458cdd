from .answer import NeedLink
from .author import CoAuthor
from .course import Course, CourseQuerySet, CourseState, Freshness, IllegalMove, Intention
from .imported import ImportedPage, ImportRun, RunState
from .release import Release, ReleaseBlock, ReleaseSize

__all__ = [
    "CoAuthor",
    "Course",
    "CourseQuerySet",
    "CourseState",
    "Freshness",
    "IllegalMove",
    "ImportRun",
    "ImportedPage",
    "Intention",
    "NeedLink",
    "Release",
    "ReleaseBlock",
    "ReleaseSize",
    "RunState",
]
