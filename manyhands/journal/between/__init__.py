"""What processes over one database tell each other: short words on channels, once the commit is made they are about.

PostgreSQL carries them by NOTIFY, SQLite's processes by a pipe for each beside the file. Nobody else knows which.
"""

from .listening import Listener
from .telling import neighbours_can_hear, tell, tell_others
from .words import hear

__all__ = ["Listener", "hear", "neighbours_can_hear", "tell", "tell_others"]
