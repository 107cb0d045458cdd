"""Passwords hashed as ever, but at once: slowness is what the product asks of Argon2, and no test of ours needs it."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 64
    parallelism = 1
