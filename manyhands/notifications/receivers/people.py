"""Who is told of comings and goings."""

from __future__ import annotations
