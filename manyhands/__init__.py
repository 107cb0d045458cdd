"""Manyhands: from “I need to” to “it solved my need”."""

__version__ = "0.1.0"
