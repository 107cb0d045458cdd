from .answer import NeedLink
from .author import CoAuthor
from .course import (
    DOUBTFUL_FROM,
    SLEEPING_DAYS,
    Course,
    CourseQuerySet,
    CourseState,
    Freshness,
    IllegalMove,
    Intention,
)
from .imported import ImportedPage, ImportRun, RunState
from .letter import KeeperLetter
from .release import Release, ReleaseBlock, ReleaseSize

__all__ = [
    "DOUBTFUL_FROM",
    "SLEEPING_DAYS",
    "CoAuthor",
    "Course",
    "CourseQuerySet",
    "CourseState",
    "Freshness",
    "IllegalMove",
    "ImportRun",
    "ImportedPage",
    "Intention",
    "KeeperLetter",
    "NeedLink",
    "Release",
    "ReleaseBlock",
    "ReleaseSize",
    "RunState",
]
