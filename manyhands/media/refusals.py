from __future__ import annotations

from manyhands.kernel.access import Refused


class FileRefused(Refused):
    """A file cannot be kept. The message says why and what would help, to the person who sent it."""
