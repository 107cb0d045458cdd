"""Measurements that anyone can repeat: each prints a table with its figures beside the targets."""
