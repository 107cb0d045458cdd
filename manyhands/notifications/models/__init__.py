from .mail import Mail, MailState
from .notice import Notice
from .preference import DEFAULTS, Family, Preference, Rhythm

__all__ = ["DEFAULTS", "Family", "Mail", "MailState", "Notice", "Preference", "Rhythm"]
