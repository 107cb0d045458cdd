"""Keeping everything in one file, and making an installation of it again, on either database."""
