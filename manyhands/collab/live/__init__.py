"""The live side of shared drafts: sockets, and the rooms that they meet in."""

from .socket import routes

__all__ = ["routes"]
