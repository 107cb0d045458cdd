"""Who is told of what: one file per domain that tells."""

from . import courses, feedback, needs, people

__all__ = ["courses", "feedback", "needs", "people"]
