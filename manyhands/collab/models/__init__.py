from .room import SCHEMA_VERSION, Room
from .update import Update

__all__ = ["SCHEMA_VERSION", "Room", "Update"]
