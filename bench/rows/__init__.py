"""The rows of each domain, in the order in which they need each other."""
