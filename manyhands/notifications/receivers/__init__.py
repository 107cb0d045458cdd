"""Who is told of what: one file per domain that tells."""

from . import answers, courses, feedback, needs, people

__all__ = ["answers", "courses", "feedback", "needs", "people"]
