"""Six months at Ferrow Freight, told as data: who works there, what they needed, and what became of it."""
