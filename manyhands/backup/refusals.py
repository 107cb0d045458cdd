from __future__ import annotations


class BackupRefused(Exception):
    """It cannot be kept or taken back. The message is one sentence that says why and what would help."""
