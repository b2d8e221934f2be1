"""Cách làm hay — what a unit did that others may use: proposed below, confirmed above, found by words and by passage.

It is of units and of work. No name of a person is asked for, and nobody is ranked by what is counted here.
"""
