from .attempt import Attempt, Response
from .enrolment import Enrolment

__all__ = ["Attempt", "Enrolment", "Response"]
