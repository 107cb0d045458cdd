from .counting import recount_learners, recount_solved
from .finishing import catch_up, finish_course
from .reading import keep_position, open_course
from .responding import respond

__all__ = [
    "catch_up",
    "finish_course",
    "keep_position",
    "open_course",
    "recount_learners",
    "recount_solved",
    "respond",
]
