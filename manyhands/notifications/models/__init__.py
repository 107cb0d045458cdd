from .mail import Mail, MailState
from .notice import Notice
from .preference import Family, Preference, Rhythm

__all__ = ["Family", "Mail", "MailState", "Notice", "Preference", "Rhythm"]
