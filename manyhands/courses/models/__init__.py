from .answer import NeedLink
from .author import CoAuthor
from .course import (
    DOUBTFUL_FROM,
    Course,
    CourseQuerySet,
    CourseState,
    Freshness,
    IllegalMove,
    Intention,
)
from .imported import ImportedPage, ImportRun, RunState
from .release import Release, ReleaseBlock, ReleaseSize

__all__ = [
    "DOUBTFUL_FROM",
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
