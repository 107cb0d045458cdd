from .snapshot import Snapshot

__all__ = ["Snapshot"]
