"""Quy định — dated rule sets and their figures, the working-day calendar, and what an office sets where a rule is open."""
